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

    [Fact]
    public async Task A_file_that_cannot_be_read_and_a_folder_are_named_and_the_others_are_taken()
    {
        using var commands = new CommandRun();
        var loop = Path.Combine(commands.Data, "loop.eml");
        File.CreateSymbolicLink(loop, loop);
        var folder = Directory.CreateDirectory(Path.Combine(commands.Data, "folder.eml")).FullName;
        var one = await WriteAsync(commands, "one.eml", "From: a@vector.example\r\nSubject: Hello\r\n\r\nGood day\r\n");
        var run = await commands.RunAsync("mail", "take", loop, folder, one);
        run.Code.ShouldBe(2);
        run.Output.ShouldContain("\"file\":\"one.eml\",\"outcome\":\"queued\"");
        run.Errors.ShouldContain(loop);
        run.Errors.ShouldContain($"'{folder}' is a folder.");
    }

    [Fact]
    public async Task An_empty_file_is_no_message_and_one_beyond_the_limit_is_quarantined()
    {
        using var commands = new CommandRun();
        var said = await TakenAsync(commands, await WriteAsync(commands, "empty.eml", ""), await WriteAsync(commands, "large.eml", "From: a@vector.example\r\n\r\n" + new string('x', 11 * 1024 * 1024)));
        said.ShouldBe([("quarantined", "not-a-message"), ("quarantined", "too-large")]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Of_an_mbox_a_sentence_that_begins_with_from_ends_no_message_and_what_was_quoted_is_as_it_was_written(string line)
    {
        using var commands = new CommandRun();
        var many = await WriteAsync(commands, "many.mbox", string.Join(line,
            "From a@vector.example Tue Nov 24 09:00:00 2026", "From: a@vector.example", "Subject: Hello", "", "Where is it", "From time to time I ask", "",
            ">From here on it is quoted", "Auto-Submitted: auto-replied", "",
            "From b@vector.example Tue Nov 24 09:00:00 2026", "From: b@vector.example", "Subject: Additional PIN codes", "", "One more, please", ""));
        (await TakenAsync(commands, many)).ShouldBe([("queued", "no-request"), ("queued", "pin-request")]);

        var messages = OperatorConsole.Mail.Mailboxes.Mbox.Messages(await File.ReadAllBytesAsync(many, TestContext.Current.CancellationToken)).Select(System.Text.Encoding.UTF8.GetString).ToList();
        messages[0].ShouldEndWith($"From time to time I ask{line}{line}From here on it is quoted{line}Auto-Submitted: auto-replied{line}{line}");
        messages[1].ShouldStartWith("From: b@vector.example");
    }

    [Theory]
    [InlineData("From a\n\n>From x\n>>From y\n> From z\n>Fromm\n", "\nFrom x\n>From y\n> From z\n>Fromm\n")]
    [InlineData("From a", "")]
    [InlineData("From a\n", "")]
    [InlineData("not one\n\nFrom b\n", "not one\n\nFrom b\n")]
    public void One_mark_is_taken_from_what_was_quoted(string file, string message) =>
        OperatorConsole.Mail.Mailboxes.Mbox.Messages(System.Text.Encoding.ASCII.GetBytes(file)).Select(System.Text.Encoding.ASCII.GetString).ShouldBe([message]);

    private static async Task<string> WriteAsync(CommandRun commands, string name, string text)
    {
        var path = Path.Combine(commands.Data, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private static async Task<IEnumerable<(string?, string?)>> TakenAsync(CommandRun commands, params string[] files) =>
        (await commands.RunAsync(["mail", "take", .. files])).ShouldBeDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Select(line => (line.Text("outcome"), line.Text("reason")));
}
