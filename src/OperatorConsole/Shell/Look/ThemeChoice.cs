namespace OperatorConsole.Shell.Look;

/// <summary>What the person chose and what the browser last showed, as the cookie of <c>theme.js</c> tells it.</summary>
/// <param name="Choice"><c>system</c>, <c>light</c> or <c>dark</c>.</param>
/// <param name="Shown"><c>light</c> or <c>dark</c>.</param>
internal sealed record ThemeChoice(string Choice, string Shown)
{
    public bool IsDark => Shown == "dark";

    public static ThemeChoice Of(string? cookie) => cookie switch
    {
        "light" => new("light", "light"),
        "dark" => new("dark", "dark"),
        "system-dark" => new("system", "dark"),
        _ => new("system", "light"),
    };
}
