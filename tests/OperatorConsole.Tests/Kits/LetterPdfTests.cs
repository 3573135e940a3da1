using System.Globalization;
using Licensing.Kits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Letters;
using OperatorConsole.Shell;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Letter = OperatorConsole.Features.Kits.Letter;

namespace OperatorConsole.Tests.Kits;

/// <summary>The PIN letter as PDF, read again.</summary>
public sealed class LetterPdfTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private readonly (CultureInfo Culture, CultureInfo Ui) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public static TheoryData<string, string, bool> Letters =>
    [
        .. from template in DeliveryTemplates.Names from language in new[] { "en", "ru" } from large in new[] { false, true } select (template, language, large),
    ];

    [Theory]
    [MemberData(nameof(Letters))]
    public void The_pdf_says_word_for_word_what_the_letter_says(string template, string language, bool large)
    {
        var text = Text(template, language, "Общество «Ёлка и Щука»");
        text.Title.Any(c => c is >= 'а' and <= 'я').ShouldBe(language == "ru");
        using var pdf = PdfDocument.Open(LetterPdf.Draw(text, large));
        var pages = pdf.GetPages().Select(Said).ToList();
        var lists = text.Lists.SelectMany(list => list.Pins.Select((pin, i) => (list.Subtitle, Pin: $"{i + 1}.{pin}"))).ToList();
        var (expected, page, subtitle) = (Compact(text.Title + string.Concat(text.Head.Select(h => $"{h.Label}: {h.Value}"))), 0, "");
        foreach (var (over, pin) in lists)
        {
            // A page that is full ends with its foot; the next one names the type of its codes again.
            if (!pages[page].StartsWith(expected + Compact(subtitle == over ? pin : over), StringComparison.Ordinal))
            {
                EndPage();
                subtitle = "";
            }

            expected += Compact(subtitle == over ? pin : over + pin);
            subtitle = over;
        }

        if (!pages[page].StartsWith(expected + Compact(text.HowTitle), StringComparison.Ordinal))
        {
            EndPage();
        }

        expected += Compact(text.HowTitle + string.Concat(text.How));
        EndPage();
        page.ShouldBe(pages.Count);

        void EndPage()
        {
            pages[page].ShouldBe(expected + Compact($"{text.Foot}{text.Kit} · {page + 1}/{pages.Count}"));
            (expected, page) = ("", page + 1);
        }
    }

    [Theory]
    [InlineData("client-20", false, 3)]
    [InlineData("client-20", true, 5)]
    [InlineData("base", false, 1)]
    [InlineData("base", true, 1)]
    public void A_letter_takes_the_pages_it_needs_and_nothing_leaves_the_paper(string template, bool large, int most)
    {
        using var pdf = PdfDocument.Open(LetterPdf.Draw(Text(template, "ru", "ООО «Ромашка»"), large));
        pdf.NumberOfPages.ShouldBeLessThanOrEqualTo(most);
        foreach (var page in pdf.GetPages())
        {
            (page.Width, page.Height).ShouldBe((595d, 842d), $"{page.Width} x {page.Height}");
            page.Letters.ShouldAllBe(l => l.BoundingBox.Left >= 40 && l.BoundingBox.Right <= 557 && l.BoundingBox.Bottom >= 30 && l.BoundingBox.Top <= 812);
        }
    }

    [Fact]
    public void Codes_stand_in_groups_of_three_and_are_larger_in_large_print()
    {
        var text = Text("base", "en", null);
        foreach (var (large, points) in new[] { (false, 18d), (true, 25d) })
        {
            using var pdf = PdfDocument.Open(LetterPdf.Draw(text, large));
            var page = pdf.GetPage(1);
            var groups = page.GetWords().Where(w => w.Letters[0].PointSize == points).Select(w => w.Text).ToList();
            groups.ShouldBe(text.Lists.Single().Pins.SelectMany(p => p.Split(' ')), ignoreOrder: true);
        }
    }

    [Fact]
    public void The_fonts_lie_in_the_file_and_only_what_is_written_of_them()
    {
        var bytes = LetterPdf.Draw(Text("client-5", "ru", "ООО «Ромашка»"), large: false);
        bytes.Length.ShouldBeLessThan(120_000);
        using var pdf = PdfDocument.Open(bytes);
        pdf.GetPage(1).Letters.Select(l => l.FontName).Distinct().ShouldAllBe(name => name!.Contains("DejaVuSans"));
    }

    [Theory]
    [InlineData("株式会社", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("A😀B", "A\uFFFDB")]
    [InlineData("A\tB", "AB")]
    public void A_character_that_no_font_of_ours_has_does_not_stop_the_letter(string owner, string said)
    {
        using var pdf = PdfDocument.Open(LetterPdf.Draw(Text("base", "en", owner), large: false));
        Said(pdf.GetPage(1)).ShouldContain($"{Compact(Texts()["Kit.Owner"])}:{said}");
    }

    [Fact]
    public void A_name_wider_than_the_paper_is_broken_and_lost_nowhere()
    {
        var owner = new string('Щ', 190);
        using var pdf = PdfDocument.Open(LetterPdf.Draw(Text("base", "ru", owner), large: true));
        pdf.GetPages().SelectMany(p => p.Letters).ShouldAllBe(l => l.BoundingBox.Right <= 557);
        Said(pdf.GetPage(1)).ShouldContain(owner);
    }

    [Fact]
    public void The_picture_is_that_of_the_page_and_holds_the_kit_number_alone()
    {
        var text = Text("base", "en", null);
        using var pdf = PdfDocument.Open(LetterPdf.Draw(text, large: false));
        var modules = LetterPicture.Modules(text.Kit);
        var drawn = pdf.GetPage(1).Paths.Where(p => p.IsFilled).Select(p => p.GetBoundingRectangle()!.Value).ToList();
        var (left, top, one) = (595 - 42 - 78d, 842 - 42d, 78d / modules.Count);
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                var (x, y) = (left + ((column + 0.5) * one), top - ((row + 0.5) * one));
                drawn.Any(d => d.Left <= x && x <= d.Right && d.Bottom <= y && y <= d.Top).ShouldBe(modules[row][column], $"{row}, {column}");
            }
        }

        LetterPicture.Modules("075312509").SelectMany(row => row).ShouldNotBe(LetterPicture.Modules("787244755").SelectMany(row => row));
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;

    private static string Said(Page page) => Compact(string.Concat(page.Letters.Select(l => l.Value)));

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static IStringLocalizer<KitTexts> Texts() =>
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<KitTexts>>();

    private static LetterText Text(string template, string language, string? owner)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var kit = KitDraw.Make(KitDraw.Number(), "Accounting Suite 8", DeliveryTemplates.Find(template)!);
        return LetterText.Of(Texts(), new CenterClock(new FakeTimeProvider(Noon), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")), new Letter(kit, owner, Noon, "admin"));
    }
}
