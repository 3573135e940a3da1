using System.IO.Compression;
using System.Text;
using Data.Mail;
using Licensing.Files;
using OperatorConsole.Mail.Reading;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 32 to 41: whatever a message holds.</summary>
public sealed class ContentCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static ContentCases() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("Request for additional PIN codes")]
    [InlineData("FW: RE: request for additional pin-codes!!")]
    [InlineData("additional  PINs please")]
    [InlineData("Запрос дополнительных пинкодов")]
    [InlineData("запрос доп. пин-кодов")]
    [InlineData("Fwd: Получение дополнительного пин кода")]
    public async Task Case_32_a_subject_that_asks_for_additional_pin_codes_is_understood(string subject)
    {
        foreach (var written in (string[])[subject, Encoded(subject, "koi8-r"), Encoded(subject, "windows-1251"), Split(subject)])
        {
            await using var desk = await MailDesk.WithAsync();
            (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: written, text: "075312509"))).Reason.ShouldBe("pin-request", written);
        }
    }

    [Theory]
    [InlineData("License acquisition")]
    [InlineData("Получение лицензии")]
    [InlineData("Hello")]
    public async Task Case_32_another_subject_asks_for_none_and_does_not_decide_about_a_file(string subject)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: subject))).Reason.ShouldBe("no-request");
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Request for additional PIN codes", files: ("r.txt", LicenseRequestFile.Write(desk.Request()))))).State.ShouldBe(MailState.Answered);
    }

    [Theory]
    [InlineData("koi8-r")]
    [InlineData("windows-1251")]
    [InlineData("utf-8")]
    public void Case_33_raw_bytes_without_a_charset_are_read_as_russian(string charset)
    {
        const string Text = "Добрый день! Сгорела материнская плата, нужен дополнительный пинкод.";
        var mail = Encoding.ASCII.GetBytes("From: a@vector.example\r\nSubject: ").Concat(Encoding.GetEncoding(charset).GetBytes("Запрос дополнительных пинкодов"))
            .Concat("\r\n\r\n"u8.ToArray()).Concat(Encoding.GetEncoding(charset).GetBytes(Text)).ToArray();
        var read = ReadMail.Of(mail, Settings);
        read.Text.ShouldBe(Text);
        read.Subject.ShouldContain("дополнительных");
        read.AsksForPins.ShouldBeTrue();
        read.Language.ShouldBe("ru");
    }

    [Theory]
    [InlineData("x-unknown-charset")]
    [InlineData("iso-2022-jp")]
    public async Task Case_33_an_unknown_charset_is_queued_rather_than_lost(string charset)
    {
        await using var desk = await MailDesk.WithAsync();
        var mail = $"From: a@vector.example\r\n{MailDesk.Stamp}Content-Type: text/plain; charset={charset}\r\n\r\n\u001b$B$3$s\u001b(B\r\n";
        (await desk.TakeAsync(mail)).State.ShouldBe(MailState.Queued);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("request\u202Etxt.exe")]
    [InlineData("")]
    public async Task Case_34_the_content_decides_and_not_the_name(string name)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: (name, LicenseRequestFile.Write(desk.Request()))))).State.ShouldBe(MailState.Answered);
        await desk.Send.RunAsync(Cancellation);
        desk.Sent.Single().Message.ToString().ShouldNotContain("passwd");
    }

    [Theory]
    [InlineData("Content-Disposition: attachment; filename*=UTF-8''%D0%97%D0%B0%D0%BF%D1%80%D0%BE%D1%81.licreq\r\n")]
    [InlineData("Content-Disposition: attachment; filename*0*=koi8-r''%FA%C1%D0; filename*1*=%D2%CF%D3; filename*2=\".licreq\"\r\n")]
    [InlineData("Content-Disposition: attachment; filename=\"=?windows-1251?B?x+Dv8O7xLmxpY3JlcQ==?=\"\r\n")]
    [InlineData("Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd\r\n")]
    [InlineData("Content-Disposition: attachment; filename*=unknown-charset''%FF%FE\r\n")]
    [InlineData("Content-Disposition: attachment; filename*=UTF-8''%E2%80%AEtxt.exe; filename=\"a.txt\"\r\n")]
    [InlineData("Content-Disposition: attachment; filename=\"=?utf-8?Q?=0D=0ABcc:_x@else.example?=\"\r\n")]
    public async Task Case_34_a_name_in_whatever_encoding_decides_nothing_and_goes_nowhere(string disposition)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(Part("application/octet-stream", disposition, LicenseRequestFile.Write(desk.Request())))).State.ShouldBe(MailState.Answered);
        await desk.Send.RunAsync(Cancellation);
        var sent = desk.Sent.Single().Message;
        sent.ToString().ShouldNotContain("passwd");
        sent.BodyParts.OfType<MimeKit.MimePart>().Single(p => p.IsAttachment).FileName.ShouldBe($"license-{desk.Center.Kit.Number.Digits}.lic");
        sent.Bcc.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("application/octet-stream", "")]
    [InlineData("application/octet-stream; name=request", "")]
    [InlineData("application/json", "")]
    [InlineData("application/octet-stream", "Content-Disposition: inline\r\n")]
    [InlineData("image/png", "Content-Disposition: inline; filename=photo.png\r\n")]
    [InlineData("text/plain; name=request.licreq", "")]
    public async Task Case_38_a_request_in_a_part_of_any_type_with_no_disposition_or_another_is_found(string type, string disposition)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(Part(type, disposition, LicenseRequestFile.Write(desk.Request())))).State.ShouldBe(MailState.Answered);
    }

    [Theory]
    [InlineData("Good day,\r\n\r\nhere it is:\r\n{0}\r\nAnna\r\n")]
    [InlineData("{0}")]
    [InlineData("Good day\r\n\r\n{0}\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, Licensing Center wrote:\r\n> send us {{ the request }}\r\n")]
    public async Task Case_38_a_request_pasted_into_plain_text_is_found(string text)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, text: string.Format(System.Globalization.CultureInfo.InvariantCulture, text, LicenseRequestFile.Write(desk.Request()))))).State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public async Task Case_36_a_plain_request_beside_an_encrypted_part_is_a_persons_too()
    {
        await using var desk = await MailDesk.WithAsync();
        var mail = Part("application/octet-stream", "", LicenseRequestFile.Write(desk.Request())).Replace("--p1--", "--p1\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQ==\r\n--p1--", StringComparison.Ordinal);
        var outcome = await desk.TakeAsync(mail);
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, "encrypted-mail"));
        (await desk.RequestsAsync()).Single().SealedFile.ShouldNotBeNull();
        (await desk.LicensesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "MIAGCSqGSIb3DQEHAqCAMIACAQExAA==")]
    [InlineData("application/pkcs7-mime; name=smime.p7m", "MIAGCSqGSIb3DQEHAqCAMIACAQExAA==")]
    [InlineData("application/x-pkcs7-mime; smime-type=compressed-data; name=smime.p7z", "MIAGCSqGSIb3DQEHA6CAMIACAQ==")]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "MIAGCSqGSIb3DQEHA6CAMIACAQ==")]
    [InlineData("text/plain", "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----")]
    [InlineData("multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=e", "--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e--")]
    public async Task Case_36_an_encrypted_mail_is_a_persons(string type, string body)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync($"From: a@vector.example\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: {type}\r\n\r\n{body}\r\n")).Reason.ShouldBe("encrypted-mail");
    }

    [Fact]
    public async Task Case_37_of_several_files_each_distinct_request_gets_one_answer_and_a_broken_one_a_person()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var (one, two) = (LicenseRequestFile.Write(desk.Request()), LicenseRequestFile.Write(desk.Request(pin: 2)));
        var again = LicenseRequestFile.Write(desk.Request() with { Program = "another 2.0" });
        var outcome = await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: [("1.licreq", one), ("2.licreq", two), ("3.licreq", again), ("4.licreq", "{ \"format\": \"license-request/1\" ")]));
        outcome.Reason.ShouldBe("unreadable");
        (await desk.RequestsAsync()).Select(r => r.State).ShouldBe([RequestState.Done, RequestState.Done, RequestState.Open]);
        (await desk.OutboxAsync()).Count(o => o.Kind == "license").ShouldBe(2);
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Case_37_two_computers_on_one_pin_in_one_mail_are_one_license_and_a_person()
    {
        await using var desk = await MailDesk.WithAsync();
        var (one, two) = (desk.Request(), desk.Request() with { Computer = RestorationCenter.Parameters with { Host = "other", Motherboard = "MSI B650" } });
        var outcome = await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: [("1.licreq", LicenseRequestFile.Write(one)), ("2.licreq", LicenseRequestFile.Write(two))]));
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, "refused"));
        (await desk.RequestsAsync()).Select(r => r.State).ShouldBe([RequestState.Done, RequestState.Open]);
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Case_38_a_request_in_html_alone_or_pasted_into_the_text_or_zipped_is_found()
    {
        await using var desk = await MailDesk.WithAsync("client-20");
        var html = LicenseRequestFile.Write(desk.Request()).Replace("\"", "&quot;", StringComparison.Ordinal);
        (await desk.TakeAsync($"From: anna@vector.example\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p {{ }}</style></head><body><p>Hello</p><p>{html}</p></body></html>\r\n")).State.ShouldBe(MailState.Answered);

        var compact = EncryptedRequest.Write(desk.Request(pin: 2), new OperatorConsole.Issuing.PublicKeys(desk.Center.Keys).Published.EncryptionKey!);
        var wrapped = string.Join("\r\n", compact.Chunk(76).Select(c => new string(c)));
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, text: $"Good day,\r\n\r\n{wrapped}\r\n\r\nAnna"))).State.ShouldBe(MailState.Answered);

        (await desk.TakeAsync(Zip(("request.licreq", LicenseRequestFile.Write(desk.Request(pin: 3)))))).State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public async Task Case_39_too_many_parts_too_deep_too_long_a_header_and_a_bomb_are_quarantined()
    {
        await using var desk = await MailDesk.WithAsync();
        var parts = new StringBuilder("From: a@vector.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 100_000; i++)
        {
            parts.Append("--b\r\n\r\nx\r\n");
        }

        (await desk.TakeAsync(parts.ToString())).Reason.ShouldBe("too-many-parts");
        var deep = new StringBuilder("From: a@vector.example\r\nMIME-Version: 1.0\r\n");
        for (var i = 0; i < 10_000; i++)
        {
            deep.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\r\n\r\n--b").Append(i).Append("\r\n");
        }

        (await desk.TakeAsync(deep.ToString())).Reason.ShouldBe("too-deep");
        (await desk.TakeAsync($"From: a@vector.example\r\nX-Long: {new string('x', 3 * 1024 * 1024)}\r\n\r\nHello\r\n")).Reason.ShouldBe("header-too-large");
        (await desk.TakeAsync(Zip(("bomb.licreq", new string(' ', 40 * 1024 * 1024))))).Reason.ShouldBe("archive-too-large");
        (await desk.MailsAsync()).ShouldAllBe(m => m.State == MailState.Quarantined);
    }

    [Fact]
    public async Task Case_41_our_own_time_of_arrival_counts_whatever_the_date_says()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        await desk.TakeAsync(desk.Clean(headers: "Date: Mon, 1 Jan 2040 00:00:00 +0000\r\n"));
        await desk.TakeAsync(desk.Clean(desk.Request(pin: 2)));
        (await desk.RequestsAsync()).ShouldAllBe(r => r.ArrivedAt == desk.Center.Fixture.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Noise_of_any_kind_ends_as_queued_kept_or_quarantined_and_never_as_a_failure()
    {
        await using var desk = await MailDesk.WithAsync();
        var random = new Random(20261124);
        var seed = Encoding.UTF8.GetBytes(desk.Clean(desk.Request() with { Kit = Licensing.Kits.KitDraw.Number() }));
        for (var i = 0; i < 300; i++)
        {
            var noise = (byte[])seed.Clone();
            for (var change = random.Next(1, 40); change > 0; change--)
            {
                noise[random.Next(noise.Length)] = (byte)random.Next(256);
            }

            var outcome = await desk.TakeAsync(noise);
            outcome.Reason.ShouldNotBe("failed");
            outcome.State.ShouldBeOneOf(MailState.Queued, MailState.Kept, MailState.Quarantined, MailState.Duplicate);
        }
    }

    private static string Part(string type, string disposition, string content) =>
        $"From: anna@vector.example\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=p1\r\n\r\n--p1\r\nContent-Type: text/plain\r\n\r\nGood day\r\n--p1\r\nContent-Type: {type}\r\n{disposition}"
        + $"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.InsertLineBreaks)}\r\n--p1--\r\n";

    internal static OperatorConsole.Mail.MailSettings Settings { get; } = new()
    {
        AuthServId = "center.example",
        From = new MimeKit.MailboxAddress("", "licensing@center.example"),
        Mailboxes = [],
        Outgoing = new OperatorConsole.Mail.MaildirOutgoing("out"),
        RepliesPerDay = 3,
        KeepDays = 0,
    };

    private static string Encoded(string text, string charset) => $"=?{charset}?B?{Convert.ToBase64String(Encoding.GetEncoding(charset).GetBytes(text))}?=";

    // The encoded words end in the middle of a letter, as careless programs write them.
    private static string Split(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return string.Join("\r\n ", bytes.Chunk(7).Select(c => $"=?utf-8?B?{Convert.ToBase64String(c)}?="));
    }

    private static string Zip(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return $"From: anna@vector.example\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: application/zip; name=r.zip\r\nContent-Disposition: attachment; filename=r.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(bytes.ToArray(), Base64FormattingOptions.InsertLineBreaks)}\r\n";
    }
}
