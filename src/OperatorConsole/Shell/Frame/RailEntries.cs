namespace OperatorConsole.Shell.Frame;

/// <summary>One entry of the rail.</summary>
/// <param name="Text">Key in <see cref="ShellTexts"/>.</param>
/// <param name="Href">Where it leads; pages below it keep it marked.</param>
/// <param name="Policy">Who sees it; null: whoever is signed in.</param>
internal sealed record NavigationEntry(string Text, string Href, string? Policy = null)
{
    /// <summary>Two letters that lead there from every page; null without.</summary>
    public string? Keys { get; init; }

    /// <summary>Whether the entry leads to the page with this path, or to one above it.</summary>
    public bool Holds(string path) =>
        path == Href || (Href != "/" && path.StartsWith(Href + "/", StringComparison.Ordinal));
}

/// <summary>The rail, top to bottom.</summary>
internal static class RailEntries
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("Nav.Desk", "/"),
        new("Nav.Calls", "/calls", Access.Calls),
        new("Nav.Requests", "/requests", Access.Requests) { Keys = "G Q" },
        new("Nav.Uploads", "/requests/upload", Access.Requests),
        new("Nav.AdditionalPins", "/additional", Access.Requests),
        new("Nav.Kits", "/kits", Access.Kits),
        new("Nav.Violations", "/violations", Access.Evidence),
    ];
}
