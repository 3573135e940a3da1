using System.Globalization;
using MailKit;
using MimeKit;
using OperatorConsole.Mail;
using OperatorConsole.Tests.Mail.Running;

namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>A real IMAP server with TLS for what comes in, and for what goes out a server that takes letters and may keep silent about it.</summary>
internal sealed class ServerPost(ImapSettings box) : IPost, IAsyncDisposable
{
    private readonly ScriptedSmtp _smtp = new();

    public IReadOnlyList<string> Settings =>
    [
        "--Mail:Imap:Host", box.Host, "--Mail:Imap:Port", Text(box.Port), "--Mail:Imap:Tls", "Implicit",
        "--Mail:Imap:User", box.User, "--Mail:Imap:Password", box.Password, "--Mail:Imap:Authority", box.Authority,
        "--Mail:Smtp:Host", "127.0.0.1", "--Mail:Smtp:Port", Text(_smtp.Port), "--Mail:Smtp:Tls", "LoopbackOnly",
    ];

    // To a server no letter goes out before the word of the one before it is written down.
    public int MostTwiceAKill => 1;

    public int Handed => _smtp.Letters.Count;

    public Task<IReadOnlyList<string>> DeliverAsync(IReadOnlyList<string> mails) => mails.Count == 0
        ? Task.FromResult<IReadOnlyList<string>>([])
        : OtherMailProgram.InAsync<IReadOnlyList<string>>(box, async folder =>
        {
            var names = new List<string>();
            foreach (var mail in mails)
            {
                using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail));
                using var message = await MimeMessage.LoadAsync(bytes, TestContext.Current.CancellationToken);
                var uid = await folder.AppendAsync(new AppendRequest(message), TestContext.Current.CancellationToken);
                names.Add(string.Create(CultureInfo.InvariantCulture, $"{folder.UidValidity}/{uid!.Value.Id}"));
            }

            return names;
        });

    public void TakeSilently(int letter) =>
        _smtp.Answers(ScriptedSmtp.Dot, [.. Enumerable.Repeat("250 2.0.0 taken", letter - 1), ScriptedSmtp.Silence]);

    public IReadOnlyList<byte[]> Collect()
    {
        _smtp.ForgetAnswers(ScriptedSmtp.Dot);
        var letters = new List<byte[]>();
        while (_smtp.Letters.TryDequeue(out var letter))
        {
            letter.Recipients.Count.ShouldBe(1);
            letters.Add(letter.Bytes);
        }

        return letters;
    }

    public ValueTask DisposeAsync() => _smtp.DisposeAsync();

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
