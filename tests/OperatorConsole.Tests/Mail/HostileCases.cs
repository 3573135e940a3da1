using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Data.Mail;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 39: whatever somebody sends to eat the machine is read, or given up, within two seconds and 200 MB.</summary>
public sealed class HostileCases
{
    private const string Head = "From: a@vector.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n";
    private const long MostAllocated = 200L * 1024 * 1024;
    private const int Large = 10 * 1024 * 1024 - 1000;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    static HostileCases() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string?> Messages => new()
    {
        { "parts", "too-many-parts" },
        { "depth", "too-deep" },
        { "header", "header-too-large" },
        { "bomb", "archive-too-large" },
        { "bombs", "archive-too-large" },
        { "cp1251", null },
        { "utf-8", null },
        { "br", null },
        { "tags", null },
        { "eyJ", null },
        { "bodies", null },
        { "named", null },
        { "base64", null },
        { "quotes", null },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Case_39_it_ends_in_time_and_memory(string name, string? reason)
    {
        var raw = Message(name);
        raw.Length.ShouldBeLessThanOrEqualTo(MailLimits.MostBytes);
        var (best, least) = (TimeSpan.MaxValue, long.MaxValue);
        for (var run = 0; run < 3; run++)
        {
            var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            ReasonOf(raw, null).ShouldBeOneOf(reason, reason ?? "too-slow");
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        best.ShouldBeLessThan(MostTime);
        least.ShouldBeLessThan(MostAllocated);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Case_39_what_takes_longer_than_it_may_is_given_up(string name, string? reason) =>
        ReasonOf(Message(name), TimeSpan.Zero).ShouldBeOneOf("too-slow", reason ?? "too-slow");

    [Theory]
    [InlineData("cp1251")]
    [InlineData("br")]
    [InlineData("eyJ")]
    [InlineData("bombs")]
    public async Task Case_39_and_the_mail_beside_it_is_answered(string name)
    {
        await using var desk = await MailDesk.WithAsync();
        var hostile = await desk.TakeAsync(Message(name));
        hostile.State.ShouldBeOneOf(MailState.Queued, MailState.Quarantined);
        hostile.Reason.ShouldNotBe("failed");
        (await desk.TakeAsync(desk.Clean())).State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public void Case_39_large_messages_are_read_few_at_a_time_and_small_ones_many_each_once_and_in_order()
    {
        int[] sizes = [10, 10 * 1024 * 1024, 5 * 1024 * 1024, 2 * 1024 * 1024, .. Enumerable.Repeat(20_000, 20), 10 * 1024 * 1024, 10 * 1024 * 1024];
        var together = OperatorConsole.Mail.Intake.HandleMail.Together([.. sizes.Select((size, i) => new OperatorConsole.Mail.Intake.HandleMail.Stored(i, size))], 16).ToList();
        together.SelectMany(some => some).ShouldBe(Enumerable.Range(0, sizes.Length).Select(i => (long)i));
        together.Select(some => some.Length).ShouldBe([3, 16, 6, 1]);
        together.ShouldAllBe(some => some.Sum(i => (long)sizes[i]) <= 16 * 1024 * 1024);
    }

    [Fact]
    public void A_long_text_is_cut_between_two_letters()
    {
        var text = MailText.Of([.. Parts.Leaves(Parsed(Message("utf-8")).Body)]);
        text.Length.ShouldBe(200_000);
        text.ShouldAllBe(c => c == 'я');
    }

    private static string? ReasonOf(byte[] raw, TimeSpan? time)
    {
        try
        {
            ReadMail.Of(raw, ContentCases.Settings, time);
            return null;
        }
        catch (MailBeyondLimitsException beyond)
        {
            return beyond.Reason;
        }
    }

    private static MimeKit.MimeMessage Parsed(byte[] raw) => MimeKit.MimeMessage.Load(new MemoryStream(raw), TestContext.Current.CancellationToken);

    private static byte[] Message(string name) => name switch
    {
        "parts" => Bytes($"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Many("--b\r\n\r\nx\r\n", 100_000)),
        "depth" => Bytes(Head + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"))),
        "header" => Bytes($"{Head}X-Long: {new string('x', 3 * 1024 * 1024)}\r\n\r\nHello\r\n"),
        "bomb" => Attached("bomb.licreq", Zip(40 * 1024 * 1024), 1),

        // Each of them is within the limit, all of them together are not.
        "bombs" => Attached("bomb.licreq", Zip(9 * 1024 * 1024), 90),
        "cp1251" => [.. Bytes($"{Head}Content-Type: text/plain\r\n\r\n"), .. Encoding.GetEncoding("windows-1251").GetBytes(Many("Добрый день! ", Large / 13))],
        "utf-8" => Bytes($"{Head}Content-Type: text/plain; charset=utf-8\r\n\r\n" + new string('я', Large / 2)),
        "br" => Bytes($"{Head}Content-Type: text/html; charset=utf-8\r\n\r\n" + Many("<br>", Large / 4)),
        "tags" => Bytes($"{Head}Content-Type: text/html; charset=utf-8\r\n\r\n" + Many("<p><b>x</b>&amp;", Large / 16)),
        "eyJ" => Bytes($"{Head}Content-Type: text/plain; charset=utf-8\r\n\r\n" + Many("eyJ", 200 * 1024 / 3)),
        "bodies" => Bytes($"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Many($"--b\r\nContent-Type: text/html\r\n\r\n{Many("<p>x", 25_000)}\r\n", 95)),
        "named" => Attached("large.licreq", new byte[Large / 3 * 2], 1),
        "base64" => Bytes($"{Head}Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(new byte[Large / 3 * 2], Base64FormattingOptions.InsertLineBreaks)),
        "quotes" => Bytes($"{Head}Content-Type: text/plain; charset=utf-8\r\n\r\n" + Many("On a day that nobody remembers somebody wrote and wrote: but not\r\n", Large / 68)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Attached(string name, byte[] content, int times) => Bytes($"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + Many($"--b\r\nContent-Type: application/octet-stream; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\r\n", times) + "--b--\r\n");

    private static byte[] Zip(int size)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("request.licreq").Open();
            entry.Write(new byte[size]);
        }

        return bytes.ToArray();
    }
}
