using System.Text.Json;

namespace OperatorConsole.Tests.Commands;

public sealed class MailCommandTests
{
    [Fact]
    public async Task Each_message_of_a_file_ends_with_one_line_that_says_how()
    {
        using var commands = new CommandRun();
        var one = Path.Combine(commands.Data, "one.eml");
        var many = Path.Combine(commands.Data, "many.mbox");
        await File.WriteAllTextAsync(one, "From: a@vector.example\r\nSubject: Request for additional PIN codes\r\n\r\n075312509\r\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            many,
            "From a@vector.example Tue Nov 24 09:00:00 2026\nFrom: a@vector.example\nSubject: Hello\n\nFirst\n\nFrom b Tue Nov 24 09:00:00 2026\nFrom: b@vector.example\nAuto-Submitted: auto-replied\n\nSecond\n",
            TestContext.Current.CancellationToken);

        var lines = (await commands.RunAsync("mail", "take", one, many)).ShouldBeDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var said = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        said.ForEach(line => line.ShouldHaveExactly("file", "outcome", "reference", "reason"));
        said.Select(line => (line.Text("file"), line.Text("outcome"), line.Text("reference"), line.Text("reason"))).ShouldBe(
        [
            ("one.eml", "queued", "R-1-3", "pin-request"),
            ("many.mbox", "queued", "R-2-1", "no-request"),
            ("many.mbox", "kept", null, "auto-reply"),
        ]);
        (await commands.RunAsync("mail", "take", one)).ShouldBeDone().Output.ShouldContain("\"outcome\":\"duplicate\",\"reference\":\"R-1-3\"");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("mail", "take", "nowhere.eml")).ShouldBeWrongUsageOf("nowhere.eml");
    }
}
