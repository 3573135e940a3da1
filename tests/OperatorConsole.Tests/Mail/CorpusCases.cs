using System.Text;
using System.Text.Json;
using Data.Mail;
using OperatorConsole.Tests.Commands;
using OperatorConsole.Tests.Mail.Running;
using static OperatorConsole.Tests.Mail.MailboxServerCases;

namespace OperatorConsole.Tests.Mail;

/// <summary>
/// Cases 16, 17, 19, 23, 28, 32, 33, 35 and 36 with messages as programs really write them, each of them a file in <c>Corpus</c>; the manifest
/// beside them says how each ends. They end alike on the command line, at a mail server and as one mbox.
/// </summary>
[Collection(nameof(WithDovecot))]
public sealed class CorpusCases(PrivateDovecot dovecot)
{
    // Whoever a receiving server vouches for, and who asks for something that a person looks at, hears that it has come.
    private static readonly string[] Told = ["a.sokolov@post.example", "anna@vector.example", "ivan@sever.example", "maria@gamma-design.example", "petr@lada-proekt.example"];

    private static readonly JsonSerializerOptions AsWritten = new(JsonSerializerDefaults.Web);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Mail", "Corpus");

    [Fact]
    public void Every_message_is_in_the_manifest_and_every_line_of_it_has_its_message() =>
        Manifest().Select(line => line.File).ShouldBe(Directory.EnumerateFiles(Folder, "*.eml").Select(path => Path.GetFileName(path)), ignoreOrder: true);

    [Fact]
    public async Task Cases_16_17_19_23_28_32_33_35_36_real_messages_end_as_the_manifest_says_on_the_command_line()
    {
        using var commands = new CommandRun();
        var manifest = Manifest();
        var said = await SaidAsync(commands, [.. manifest.Select(line => Path.Combine(Folder, line.File))]);
        said.ShouldBe(manifest);
    }

    [Fact]
    public async Task Cases_16_17_19_23_28_32_33_35_36_real_messages_end_alike_as_one_mbox()
    {
        using var commands = new CommandRun();
        var (manifest, mbox) = (Manifest(), Path.Combine(commands.Data, "all.mbox"));
        await using (var file = File.Create(mbox))
        {
            foreach (var line in manifest)
            {
                await file.WriteAsync("From somebody@vector.example Tue Nov 24 09:00:00 2026\r\n"u8.ToArray(), Cancellation);
                await file.WriteAsync(Quoted(await File.ReadAllBytesAsync(Path.Combine(Folder, line.File), Cancellation)), Cancellation);
                await file.WriteAsync("\r\n"u8.ToArray(), Cancellation);
            }
        }

        (await SaidAsync(commands, mbox)).ShouldBe(manifest.Select(line => line with { File = "all.mbox" }));
    }

    [Fact]
    public async Task Cases_16_17_19_23_28_32_33_35_36_real_messages_end_alike_at_a_mail_server_and_nobody_is_told_what_is_not_his()
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        var (box, manifest) = (dovecot.Box(), Manifest());
        await OtherMailProgram.DeliverAsync(box, manifest.Select(line => File.ReadAllBytes(Path.Combine(Folder, line.File))));
        await TakeAsync(desk, Node(desk, box));
        await SendingDesk.Sender(desk, SendingDesk.Plain(server)).RunAsync(Cancellation);

        (await desk.MailsAsync()).Zip(manifest, (mail, line) => line with { Outcome = mail.State.ToString().ToLowerInvariant(), Reason = mail.Reason }).ShouldBe(manifest);
        server.Letters.SelectMany(letter => letter.Recipients).ShouldBe(Told, ignoreOrder: true);
        (await desk.OutboxAsync()).ShouldAllBe(letter => letter.Kind == "received" && letter.State == OutboxState.Sent);
        (await desk.LicensesAsync()).ShouldBe(0);
    }

    private static List<Expected> Manifest() => JsonSerializer.Deserialize<List<Expected>>(File.ReadAllText(Path.Combine(Folder, "manifest.json")), AsWritten)!;

    private static async Task<IEnumerable<Expected>> SaidAsync(CommandRun commands, params string[] files) =>
        (await commands.RunAsync(["mail", "take", .. files])).ShouldBeDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Select(line => new Expected(line.Text("file")!, line.Text("outcome")!, line.Text("reason")));

    // As programs write an mbox: a line that could begin a message is marked.
    private static byte[] Quoted(byte[] message) => Encoding.Latin1.GetBytes(
        string.Join('\n', Encoding.Latin1.GetString(message).Split('\n').Select(line => line.TrimStart('>').StartsWith("From ", StringComparison.Ordinal) ? ">" + line : line)));

    private sealed record Expected(string File, string Outcome, string? Reason);
}
