using System.Text;
using Data.Mail;
using Licensing.Files;
using OperatorConsole.Mail.Reading;
using OperatorConsole.Tests.Mail.Running;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 35: what Outlook packs into a winmail.dat.</summary>
public sealed class WinmailCases
{
    [Theory]
    [InlineData("application/ms-tnef")]
    [InlineData("application/vnd.ms-tnef")]
    [InlineData("application/octet-stream")]
    public async Task Case_35_a_request_file_in_a_winmail_dat_is_found_and_answered_like_any_other(string type)
    {
        await using var desk = await MailDesk.WithAsync();
        var outcome = await desk.TakeAsync(Mail(type, WinmailDat.With(("photo.jpg", [1, 2, 3]), ("Запрос лицензии.licreq", Bytes(desk.Request())))));
        outcome.State.ShouldBe(MailState.Answered);
        await desk.Send.RunAsync(TestContext.Current.CancellationToken);
        var (to, letter) = desk.Sent.Single();
        to.ShouldBe(MailDesk.Customer);
        desk.LicenseIn(letter).Details.Kit.ShouldBe(desk.Center.Kit.Number);
    }

    [Fact]
    public void Case_35_its_files_keep_their_names_and_bytes()
    {
        byte[] photo = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(Mail("application/ms-tnef", WinmailDat.With(("Фото платы.jpg", photo)))));
        using var message = MimeKit.MimeMessage.Load(stream, TestContext.Current.CancellationToken);
        var file = Parts.Leaves(message.Body).Single(leaf => !MailText.IsBody(leaf.Entity)).Entity;
        file.FileName.ShouldBe("Фото платы.jpg");
        Parts.Bytes(file, 1000).ShouldBe(photo);
    }

    [Fact]
    public async Task Case_35_several_requests_in_it_each_get_an_answer_and_what_is_none_a_person()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var packed = WinmailDat.With(("1.licreq", Bytes(desk.Request())), ("2.licreq", Bytes(desk.Request(pin: 2))), ("3.licreq", Encoding.UTF8.GetBytes("{ \"format\": \"license-request/1\" ")));
        (await desk.TakeAsync(Mail("application/ms-tnef", packed))).Reason.ShouldBe("unreadable");
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Case_35_one_that_is_cut_off_or_damaged_is_a_persons()
    {
        await using var desk = await MailDesk.WithAsync();
        var packed = WinmailDat.With(("request.licreq", Bytes(desk.Request() with { Kit = Licensing.Kits.KitDraw.Number() })));
        for (var length = 0; length < packed.Length; length += 37)
        {
            (await desk.TakeAsync(Mail("application/ms-tnef", packed[..length]))).State.ShouldBe(MailState.Queued, $"{length}");
        }

        (await desk.LicensesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Case_35_one_in_one_in_one_is_quarantined_before_it_eats_the_machine()
    {
        await using var desk = await MailDesk.WithAsync();
        var packed = WinmailDat.With(("request.licreq", Bytes(desk.Request())));
        var twice = WinmailDat.With(("winmail.dat", packed));
        for (var depth = 0; depth < 200; depth++)
        {
            packed = WinmailDat.With(("winmail.dat", packed));
        }

        (await desk.TakeAsync(Mail("application/ms-tnef", packed))).ShouldBe(new OperatorConsole.Mail.Intake.MailOutcome(MailState.Quarantined, null, "too-deep"));
        (await desk.TakeAsync(Mail("application/ms-tnef", twice))).State.ShouldBe(MailState.Answered);
    }

    private static byte[] Bytes(LicenseRequestFile request) => Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request));

    private static string Mail(string type, byte[] packed) =>
        $"From: Anna Orlova <anna@vector.example>\r\nTo: licensing@center.example\r\nSubject: License acquisition\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=w1\r\n\r\n"
        + "--w1\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nGood day\r\n"
        + $"--w1\r\nContent-Type: {type}; name=\"winmail.dat\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"winmail.dat\"\r\n\r\n"
        + Convert.ToBase64String(packed, Base64FormattingOptions.InsertLineBreaks) + "\r\n--w1--\r\n";
}
