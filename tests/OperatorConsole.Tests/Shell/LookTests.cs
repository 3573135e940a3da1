using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using OperatorConsole.Shell.Look;

namespace OperatorConsole.Tests.Shell;

public sealed class LookTests
{
    [Fact]
    public void MudBlazor_has_the_tokens_colors_in_both_themes()
    {
        var css = File.ReadAllText(Path.Combine(FindRoot(), "src", "OperatorConsole", "wwwroot", "tokens.css"));
        var light = Tokens(css[..css.IndexOf("[data-theme=dark]", css.IndexOf(":root", StringComparison.Ordinal), StringComparison.Ordinal)]);
        var dark = Tokens(css[css.LastIndexOf("[data-theme=dark]", StringComparison.Ordinal)..]);
        Compare(CenterTheme.Theme.PaletteLight, light);
        Compare(CenterTheme.Theme.PaletteDark, dark);
    }

    [Fact]
    public void Without_scripts_the_systems_dark_theme_has_the_same_colors()
    {
        var styles = Path.Combine(FindRoot(), "src", "OperatorConsole", "wwwroot");
        var dark = File.ReadAllText(Path.Combine(styles, "tokens.css"));
        var unscripted = File.ReadAllText(Path.Combine(styles, "no-script.css"));
        Tokens(unscripted).ShouldBe(Tokens(dark[dark.LastIndexOf("[data-theme=dark]", StringComparison.Ordinal)..]), ignoreOrder: true);
    }

    [Theory]
    [InlineData("dark", "dark", true)]
    [InlineData("light", "light", false)]
    [InlineData("system-dark", "system", true)]
    [InlineData("system-light", "system", false)]
    [InlineData("<script>", "system", false)]
    [InlineData(null, "system", false)]
    public void The_cookie_tells_what_was_chosen_and_shown(string? cookie, string choice, bool dark)
    {
        ThemeChoice.Of(cookie).Choice.ShouldBe(choice);
        ThemeChoice.Of(cookie).IsDark.ShouldBe(dark);
    }

    private static void Compare(Palette palette, Dictionary<string, string> tokens)
    {
        (string Token, MudColor Color)[] pairs =
        [
            ("canvas", palette.Background), ("surface", palette.Surface), ("surface-2", palette.BackgroundGray),
            ("text", palette.TextPrimary), ("text-2", palette.TextSecondary), ("text-3", palette.TextDisabled),
            ("line", palette.LinesDefault), ("line-strong", palette.LinesInputs), ("accent", palette.Primary),
            ("accent-text", palette.PrimaryContrastText), ("accent-soft", palette.TableHover),
            ("success", palette.Success), ("warning", palette.Warning), ("danger", palette.Error),
        ];
        foreach (var (token, color) in pairs)
        {
            color.ToString(MudColorOutputFormats.Hex).ShouldBe(tokens[token], token);
        }
    }

    private static Dictionary<string, string> Tokens(string css) => Regex.Matches(css, "--(?<name>[a-z0-9-]+):(?<value>#[0-9a-f]{6})")
        .GroupBy(match => match.Groups["name"].Value).ToDictionary(group => group.Key, group => group.First().Groups["value"].Value);

    private static string FindRoot()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(place.FullName, "OperatorConsole.sln")))
        {
            place = place.Parent!;
        }

        return place.FullName;
    }
}
