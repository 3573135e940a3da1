using MudBlazor;

namespace OperatorConsole.Shell.Look;

/// <summary>The tokens of <c>tokens.css</c> as MudBlazor wants them; a test holds the two together.</summary>
internal static class CenterTheme
{
    private static readonly string[] TextFace = ["Golos Text", "system-ui", "Segoe UI", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Fill(new PaletteLight(), new()
        {
            Canvas = "#f5f6f7",
            Surface = "#ffffff",
            Surface2 = "#eef0f2",
            Line = "#dce0e5",
            LineStrong = "#7d8793",
            Text = "#14181d",
            Text2 = "#47515e",
            Text3 = "#5d6875",
            Accent = "#2b46b8",
            AccentText = "#ffffff",
            AccentSoft = "#e8ecfb",
            Success = "#0b6437",
            Warning = "#7a4f00",
            Danger = "#a8201a",
        }),
        PaletteDark = Fill(new PaletteDark(), new()
        {
            Canvas = "#0e1114",
            Surface = "#15191e",
            Surface2 = "#1d2228",
            Line = "#2b323a",
            LineStrong = "#75808c",
            Text = "#eef1f4",
            Text2 = "#b6bfc9",
            Text3 = "#97a2ae",
            Accent = "#9db0ff",
            AccentText = "#0e1530",
            AccentSoft = "#222b4b",
            Success = "#63d095",
            Warning = "#e8b95a",
            Danger = "#ff938a",
        }),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px", DrawerWidthLeft = "184px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = TextFace, FontSize = "14px", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = TextFace, FontSize = "14px", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        // Hairlines instead of shadows.
        Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", 26)] },
    };

    private static T Fill<T>(T palette, Tokens tokens)
        where T : Palette
    {
        palette.Background = tokens.Canvas;
        palette.BackgroundGray = tokens.Surface2;
        palette.Surface = palette.AppbarBackground = palette.DrawerBackground = tokens.Surface;
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = tokens.Text;
        palette.TextSecondary = palette.DrawerIcon = palette.ActionDefault = tokens.Text2;
        palette.TextDisabled = palette.ActionDisabled = tokens.Text3;
        palette.LinesDefault = palette.TableLines = palette.Divider = palette.DividerLight = tokens.Line;
        palette.LinesInputs = tokens.LineStrong;
        palette.Primary = palette.Info = tokens.Accent;
        palette.PrimaryContrastText = palette.InfoContrastText = tokens.AccentText;
        palette.Secondary = palette.Tertiary = palette.Dark = tokens.Text2;
        palette.SecondaryContrastText = palette.TertiaryContrastText = palette.DarkContrastText = tokens.Surface;
        palette.TableHover = palette.TableStriped = tokens.AccentSoft;
        palette.Success = tokens.Success;
        palette.Warning = tokens.Warning;
        palette.Error = tokens.Danger;
        palette.SuccessContrastText = palette.WarningContrastText = palette.ErrorContrastText = tokens.Surface;
        return palette;
    }

    private sealed record Tokens
    {
        public required string Canvas, Surface, Surface2, Line, LineStrong, Text, Text2, Text3;
        public required string Accent, AccentText, AccentSoft, Success, Warning, Danger;
    }
}
