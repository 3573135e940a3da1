namespace OperatorConsole.Shell;

/// <summary>What a feature puts on a kit's page: a component, for those who have the access.</summary>
/// <param name="Component">A component with one parameter, <c>Number</c>: the kit number.</param>
/// <param name="Access">One of <see cref="Shell.Access"/>.</param>
public sealed record KitPart(Type Component, string Access);
