using Data.Mail;

namespace OperatorConsole.Shell;

/// <summary>Where requests of one kind are worked on, when a feature has a place of its own for them: the queue leads there.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Prefix">Path of the place, before the reference.</param>
public sealed record RequestPlace(RequestKind Kind, string Prefix);
