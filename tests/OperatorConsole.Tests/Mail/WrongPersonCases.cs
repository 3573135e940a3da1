using Data.Mail;
using Licensing.Files;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 25 to 31 and the sender's proof: nothing goes to the wrong person.</summary>
public sealed class WrongPersonCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_25_29_reply_to_and_fifty_cc_never_choose_the_recipient()
    {
        await using var desk = await MailDesk.WithAsync();
        var cc = string.Join(", ", Enumerable.Range(0, 50).Select(i => $"person{i}@else.example"));
        await desk.TakeAsync(desk.Clean(headers: $"Reply-To: thief@else.example\r\nCc: {cc}\r\n"));
        await desk.Send.RunAsync(Cancellation);
        var (to, message) = desk.Sent.Single();
        to.ShouldBe(MailDesk.Customer);
        message.To.Mailboxes.Single().Address.ShouldBe(MailDesk.Customer);
        message.Cc.Count.ShouldBe(0);
        message.ToString().ShouldNotContain("else.example");
    }

    [Theory]
    [InlineData("", "sender-unverified")]
    [InlineData("Authentication-Results: center.example; spf=fail smtp.mailfrom=vector.example; dkim=none\r\n", "sender-unverified")]
    [InlineData("Authentication-Results: center.example; dkim=pass header.d=else.example; spf=pass smtp.mailfrom=else.example\r\n", "sender-unverified")]
    [InlineData("Authentication-Results: center.example; dmarc=fail header.from=vector.example; dkim=pass header.d=vector.example\r\n", "sender-unverified")]
    [InlineData("Authentication-Results: forged.example; dkim=pass header.d=vector.example\r\n", "sender-unverified")]
    [InlineData("Authentication-Results: center.example; spf=fail smtp.mailfrom=vector.example\r\nAuthentication-Results: center.example; dkim=pass header.d=vector.example\r\n", "sender-unverified")]
    public async Task Case_26_what_our_own_server_does_not_vouch_for_is_a_persons(string stamp, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        var outcome = await desk.TakeAsync(MailDesk.Mail(stamp, files: ("request.licreq", LicenseRequestFile.Write(desk.Request()))));
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, reason));
        (await desk.OutboxAsync()).ShouldBeEmpty();
        (await desk.LicensesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("Authentication-Results: center.example; dmarc=pass header.from=vector.example\r\n")]
    [InlineData("Authentication-Results: center.example; dkim=pass header.d=vector.example\r\n")]
    [InlineData("Authentication-Results: center.example; spf=pass smtp.mailfrom=bounce@vector.example\r\nAuthentication-Results: other.example; spf=fail\r\n")]
    public async Task What_our_own_server_vouches_for_is_answered(string stamp)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(MailDesk.Mail(stamp, files: ("request.licreq", LicenseRequestFile.Write(desk.Request()))))).State.ShouldBe(MailState.Answered);
    }

    [Theory]
    [InlineData("anna@vector.example, boss@vector.example", "several-senders")]
    [InlineData("\"boss@else.example\" <anna@vector.example>", "display-name")]
    [InlineData("\"anna@vector.example, boss@else.example\" <anna@vector.example>", "display-name")]
    [InlineData("\"boss@else.example (anna@vector.example)\" <anna@vector.example>", "display-name")]
    [InlineData("\"boss@else.example via anna@vector.example.\" <anna@vector.example>", "display-name")]
    [InlineData("\"anna@vector.example.else.example\" <anna@vector.example>", "display-name")]
    [InlineData("\"Anna @ Vector\" <anna@vector.example>", "display-name")]
    [InlineData("Anna <anna@v\u0435ctor.example>", "look-alike-domain")]
    [InlineData("Anna <anna@xn--vctor-5of.example>", "look-alike-domain")]
    public async Task Case_27_two_senders_a_name_that_shows_another_address_and_a_look_alike_domain_are_a_persons(string from, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        var outcome = await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, from: from, files: ("request.licreq", LicenseRequestFile.Write(desk.Request()))));
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, reason));
        (await desk.LicensesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("\"Anna@Vector.Example\" <anna@vector.example>")]
    [InlineData("\"Anna Orlova (anna@vector.example)\" <anna@vector.example>")]
    public async Task Case_27_a_name_that_shows_the_senders_own_address_alone_is_no_doubt(string from)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, from: from, files: ("request.licreq", LicenseRequestFile.Write(desk.Request()))))).State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public async Task Case_28_a_request_in_a_forwarded_message_is_found_and_is_a_persons()
    {
        await using var desk = await MailDesk.WithAsync();
        var inner = MailDesk.Mail(from: "customer@else.example", files: ("request.licreq", LicenseRequestFile.Write(desk.Request())));
        var outcome = await desk.TakeAsync($"From: anna@vector.example\r\n{MailDesk.Stamp}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=f1\r\n\r\n--f1\r\nContent-Type: text/plain\r\n\r\nplease see below\r\n--f1\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--f1--\r\n");
        outcome.Reason.ShouldBe("forwarded");
        (await desk.RequestsAsync()).Single().KitId.ShouldNotBeNull();
        (await desk.LicensesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Case_30_an_old_answer_of_ours_that_is_quoted_is_no_request()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        await desk.Send.RunAsync(Cancellation);
        var quoted = string.Concat(LicenseRequestFile.Write(desk.Request()).Split('\n').Select(l => $"> {l}\r\n"));
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Thanks", text: $"Thank you!\r\n\r\nOn Tue, 24 Nov 2026 at 10:00, Licensing Center wrote:\r\n{quoted}"))).Reason.ShouldBe("no-request");
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Case_31_a_request_for_another_customers_kit_reveals_nothing()
    {
        await using var desk = await MailDesk.WithAsync();
        var foreign = desk.Request() with { Kit = Licensing.Kits.KitDraw.Number() };
        var outcome = await desk.TakeAsync(desk.Clean(foreign));
        outcome.Reason.ShouldBe("refused");
        (await desk.RequestsAsync()).Single().Detail.ShouldBe("kit-or-pin");
        await desk.Send.RunAsync(Cancellation);
        desk.Sent.Single().Message.TextBody.ShouldNotBeNull().ShouldNotContain(foreign.Kit.Digits);
        desk.Sent.Single().Message.TextBody.ShouldNotBeNull().ShouldNotContain("PIN");
    }

    [Fact]
    public async Task The_same_request_from_another_sender_is_a_persons()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        const string Other = "Authentication-Results: center.example; dkim=pass header.d=else.example\r\n";
        var outcome = await desk.TakeAsync(MailDesk.Mail(Other, from: "copy@else.example", files: ("request.licreq", LicenseRequestFile.Write(desk.Request()))));
        outcome.Reason.ShouldBe("other-sender");
        (await desk.OutboxAsync()).Count(o => o.Kind == "license").ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_was_uploaded_first_is_answered_by_mail_to_the_address_that_its_owner_wrote_into_it_alone()
    {
        await using var desk = await MailDesk.WithAsync();
        var bytes = System.Text.Encoding.UTF8.GetBytes(LicenseRequestFile.Write(desk.Request()));
        await desk.Center.Files.RunAsync(bytes, Licensing.Acquisitions.Method.File, new OperatorConsole.Issuing.RequestSource("page:1", "page"), Cancellation);
        const string Other = "Authentication-Results: center.example; dkim=pass header.d=else.example\r\n";
        (await desk.TakeAsync(MailDesk.Mail(Other, from: "copy@else.example", files: ("a", LicenseRequestFile.Write(desk.Request()))))).Reason.ShouldBe("other-sender");
        await desk.Center.ReadAsync(_ => Task.FromResult(true));
    }

    [Theory]
    [InlineData("\"a\\r\\nBcc: x@else.example\"@vector.example", MailState.Queued, "invalid-address")]
    [InlineData("<not an address>", MailState.Kept, "empty-from")]
    [InlineData("anna@vector", MailState.Queued, "invalid-address")]
    [InlineData("=?utf-8?q?a=0D=0ABcc:_x=40else.example?= <an\tna@vector.example>", MailState.Kept, "empty-from")]
    public async Task Case_40_an_address_that_would_inject_something_is_queued_or_kept_and_injects_nothing(string from, MailState state, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        var outcome = await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, from: from, files: ("r", LicenseRequestFile.Write(desk.Request()))));
        (outcome.State, outcome.Reason).ShouldBe((state, reason));
        (await desk.OutboxAsync()).ShouldBeEmpty();
        (await desk.LicensesAsync()).ShouldBe(0);
    }
}
