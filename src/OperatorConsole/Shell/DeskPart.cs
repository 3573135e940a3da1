namespace OperatorConsole.Shell;

/// <summary>What a feature puts on the desk: a component, for those who have the access.</summary>
/// <param name="Component">A component without parameters.</param>
/// <param name="Access">One of <see cref="Shell.Access"/>.</param>
public sealed record DeskPart(Type Component, string Access);
