using Data.Mail;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 30: our own letter with a PIN code in it, quoted as programs quote, is no request and its PIN code nobody's word.</summary>
public sealed class QuotedLetterCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Styles
    {
        get
        {
            var styles = new TheoryData<string, string>();
            foreach (var style in (string[])["marks", "marks twice", "gmail", "gmail folded", "outlook", "outlook names", "outlook line", "outlook russian", "apple", "the bat", "mail.ru", "html quote", "html outlook"])
            {
                styles.Add(style, "en");
                styles.Add(style, "ru");
            }

            return styles;
        }
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Case_30_our_letter_with_a_pin_code_in_it_is_no_request_however_it_is_quoted(string style, string language)
    {
        await using var desk = await MailDesk.WithAsync();
        var letter = Letter(desk, language);
        var mail = Quoting(style, letter);
        var read = ReadMail.Of(System.Text.Encoding.UTF8.GetBytes(mail), desk.Settings);
        read.Text.ShouldContain("Thank you");
        read.Text.ShouldNotContain(desk.Center.Pin(2).Spoken);
        read.Files.ShouldBeEmpty();
        PinRequestText.Read(read.Text).Pin.ShouldBeEmpty();

        // Whoever forgets what it answers: a person reads it, and nothing is written by itself but that it has come.
        var outcome = await desk.TakeAsync(mail);
        outcome.State.ShouldBe(MailState.Queued);
        (await desk.OutboxAsync()).ShouldAllBe(o => o.Kind == "received");
        (await desk.LicensesAsync()).ShouldBe(0);
        foreach (var details in await desk.Center.ReadAsync(async db => await db.PinRequests.Join(db.Requests, p => p.RequestId, r => r.Id, (p, r) => new { p, r, k = db.OwnerKeys.First(k => k.Id == r.OwnerKeyId) }).ToListAsync(Cancellation)))
        {
            PinDetails.Open(desk.Center.Fixture.Owners, details.k, details.r, details.p).Pin.ShouldBeEmpty();
        }
    }

    private static Letter Letter(MailDesk desk, string language) => new Letters(Path.Combine(desk.Center.Fixture.Folder, "letters")).Fill("pin", language, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["kit"] = desk.Center.Kit.Number.Digits,
        ["reference"] = "R-7-5",
        ["pin"] = desk.Center.Pin(2).Spoken,
        ["replaced"] = "6789",
        ["words"] = "Keep well.",
    });

    private static string Quoting(string style, Letter letter)
    {
        var lines = letter.Text.Split('\n');
        string With(string prefix) => string.Join("\r\n", lines.Select(line => prefix + line));
        var html = string.Concat(lines.Select(line => $"<p>{line}</p>"));
        return style switch
        {
            "marks" => Mail(letter, "Thank you!\r\n\r\n" + With("> ")),
            "marks twice" => Mail(letter, "Thank you!\r\n\r\n" + With(">> ") + "\r\n> thanks\r\n"),
            "gmail" => Mail(letter, "Thank you!\r\n\r\nOn Tue, Nov 24, 2026 at 10:00 AM Licensing Center <licensing@center.example> wrote:\r\n\r\n" + With("")),
            "gmail folded" => Mail(letter, "Thank you!\r\n\r\nOn Tue, Nov 24, 2026 at 10:00 AM Licensing Center <\r\nlicensing@center.example> wrote:\r\n\r\n" + With("")),
            "outlook" => Mail(letter, "Thank you!\r\n\r\n-----Original Message-----\r\nFrom: Licensing Center\r\n" + With("")),
            "outlook names" => Mail(letter, "Thank you!\r\n\r\nFrom: Licensing Center \r\nSent: Tuesday, November 24, 2026 10:00 AM\r\nTo: Orlova, Anna\r\nSubject: PIN\r\n\r\n" + With("")),
            "outlook line" => Mail(letter, "Thank you!\r\n\r\n________________________________\r\nLicensing Center\r\n" + With("")),
            "outlook russian" => Mail(letter, "Thank you!\r\n\r\nОт: Licensing Center\r\nОтправлено: 24 ноября 2026 г. 10:00\r\nКому: Анна\r\nТема: PIN\r\n\r\n" + With("")),
            "apple" => Mail(letter, "Thank you!\r\n\r\n> On 24 Nov 2026, at 10:00, Licensing Center <licensing@center.example> wrote:\r\n> \r\n" + With("> ")),
            "the bat" => Mail(letter, "Thank you!\r\n\r\nВы писали 24 ноября 2026 г., 10:00:00:\r\n\r\n" + With("LC> ")),
            "mail.ru" => Mail(letter, "Thank you!\r\n\r\nВторник, 24 ноября 2026, 10:00 +03:00 от Licensing Center <licensing@center.example>:\r\n" + With("")),
            "html quote" => Html(letter, $"<div>Thank you!</div><div class=gmail_quote><div>On Tue, Nov 24, 2026 Licensing Center wrote:<br></div><blockquote>{html}</blockquote></div>"),
            "html outlook" => Html(letter, $"<p>Thank you!</p><div style=\"border-top:solid\"><p><b>From:</b> Licensing Center &lt;licensing@center.example&gt;<br><b>Sent:</b> Tuesday, November 24, 2026 10:00 AM<br><b>To:</b> Anna<br><b>Subject:</b> PIN</p></div>{html}"),
            _ => throw new ArgumentOutOfRangeException(nameof(style)),
        };
    }

    private static string Mail(Letter letter, string text) => MailDesk.Mail(MailDesk.Stamp, subject: "Re: " + Encoded(letter), text: text);

    private static string Html(Letter letter, string html) =>
        $"From: Anna Orlova <anna@vector.example>\r\nTo: licensing@center.example\r\nSubject: Re: {Encoded(letter)}\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{html}</body></html>\r\n";

    private static string Encoded(Letter letter) => $"=?utf-8?B?{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(letter.Subject))}?=";
}
