namespace OperatorConsole.Shell;

/// <summary>What a feature tells above every page: a component that shows nothing while there is nothing to tell, for those who have the access.</summary>
/// <param name="Component">A component without parameters.</param>
/// <param name="Access">One of <see cref="Shell.Access"/>.</param>
public sealed record NoticePart(Type Component, string Access);
