namespace OperatorConsole.Shell;

/// <summary>What a feature puts on top of a kit that stands beside something else, above its history: a component that shows nothing where there is nothing to say.</summary>
/// <param name="Component">A component with one parameter, <c>Number</c>: the kit number.</param>
/// <param name="Access">One of <see cref="Shell.Access"/>.</param>
public sealed record KitBesidePart(Type Component, string Access);
