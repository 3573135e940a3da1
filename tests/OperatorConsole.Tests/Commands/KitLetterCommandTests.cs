using System.Text.RegularExpressions;
using UglyToad.PdfPig;

namespace OperatorConsole.Tests.Commands;

/// <summary><c>kits letter</c>: the PIN letter from the command line.</summary>
public sealed partial class KitLetterCommandTests : IDisposable
{
    private readonly CommandRun _commands = new();

    [Fact]
    public async Task The_first_letter_is_written_for_its_owner_alone_and_in_the_language_that_was_asked_for()
    {
        var (number, pins) = await KitAsync();
        var file = Path.Combine(_commands.Data, "letter.pdf");
        (await _commands.RunAsync("kits", "letter", number, file, "--reason", "for the box", "--language", "ru", "--large")).ShouldBeDone().Output.ShouldBe("");
        using var pdf = PdfDocument.Open(file);
        var said = string.Concat(pdf.GetPages().SelectMany(p => p.Letters).Select(l => l.Value));
        said.ShouldContain("Номер комплекта");
        foreach (var pin in pins)
        {
            said.ShouldContain(pin);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_reprint_waits_for_somebody_else_and_opens_by_its_number()
    {
        var (number, _) = await KitAsync();
        var (first, second) = (Path.Combine(_commands.Data, "first.pdf"), Path.Combine(_commands.Data, "second.pdf"));
        (await _commands.RunAsync("kits", "letter", number, first, "--reason", "for the box")).ShouldBeDone();
        var waiting = await _commands.RunAsync("kits", "letter", number, second, "--reason", "got wet");
        (waiting.Code, waiting.Output).ShouldBe((1, ""));
        var ticket = Ticket().Match(waiting.Errors).Groups[1].Value;
        (await _commands.RunAsync("kits", "letter", number, second, "--print", ticket)).Code.ShouldBe(1);
        File.Exists(second).ShouldBeFalse();

        // The page where another person approves it is tested elsewhere.
        await _commands.SqlAsync($"UPDATE Letters SET ApprovedById = 'somebody' WHERE Id = {ticket}");
        (await _commands.RunAsync("kits", "letter", number, second, "--print", ticket)).ShouldBeDone();
        File.Exists(second).ShouldBeTrue();
    }

    [Theory]
    [InlineData("NUMBER", "075312508", "letter.pdf", "--reason", "x")]
    [InlineData("--reason", "075312509", "letter.pdf")]
    [InlineData("--reason", "075312509", "letter.pdf", "--reason", " ")]
    [InlineData("--reason", "075312509", "letter.pdf", "--reason", "x", "--print", "1")]
    [InlineData("--language", "075312509", "letter.pdf", "--reason", "x", "--language", "de")]
    [InlineData("FILE", "075312509", "no-such-directory/letter.pdf", "--reason", "x")]
    public async Task What_cannot_be_used_is_named(string named, params string[] arguments)
    {
        string[] command = ["kits", "letter", arguments[0], Path.Combine(_commands.Data, arguments[1]), .. arguments.Skip(2)];
        (await _commands.RunAsync(command)).ShouldBeWrongUsageOf(named);
    }

    [Fact]
    public async Task A_letter_of_no_kit_is_refused()
    {
        var ended = await _commands.RunAsync("kits", "letter", "075312509", Path.Combine(_commands.Data, "letter.pdf"), "--reason", "x");
        (ended.Code, ended.Output).ShouldBe((1, ""));
        ended.Errors.ShouldContain("075312509");
    }

    public void Dispose() => _commands.Dispose();

    private async Task<(string Number, IReadOnlyList<string> Pins)> KitAsync()
    {
        var kit = (await _commands.RunAsync("kits", "add", "--template", "base", "--json")).ShouldBeDone().Json.Each("kits").Single();
        return (kit.Text("kit")!, [.. kit.Each("sets").SelectMany(set => set.Each("pins")).Select(pin => pin.GetString()!)]);
    }

    [GeneratedRegex(@"--print (\d+)")]
    private static partial Regex Ticket();
}
