using System.Security.Cryptography.X509Certificates;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>The real sender of a desk, before a server that plays a script.</summary>
internal static class SendingDesk
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static SmtpOutgoing Plain(ScriptedSmtp server) => new("127.0.0.1", server.Port, SmtpTls.LoopbackOnly, "", "", "");

    internal static SmtpOutgoing Secured(MailDesk desk, ScriptedSmtp server, X509Certificate2 trusted)
    {
        var authority = Path.Combine(desk.Center.Fixture.Folder, "authority.pem");
        File.WriteAllText(authority, trusted.ExportCertificatePem());
        return new SmtpOutgoing("localhost", server.Port, SmtpTls.StartTls, "licensing", "word", authority);
    }

    internal static SendMail Sender(MailDesk desk, SmtpOutgoing server)
    {
        var fixture = desk.Center.Fixture;
        return new SendMail(
            fixture.Center, new SendToServer(server, desk.Settings, TimeSpan.FromSeconds(4)), fixture.Owners, fixture.Journal, new ThisNode(null, fixture.Clock), fixture.Clock, NullLogger<SendMail>.Instance);
    }

    internal static async Task ShouldBeAPersonsAsync(MailDesk desk, string fault)
    {
        var letter = (await desk.OutboxAsync()).Single();
        (letter.State, letter.Fault, letter.Uncertain).ShouldBe((OutboxState.Failed, fault, false));
        (await desk.RequestsAsync()).Single().ShouldSatisfyAllConditions(r => r.State.ShouldBe(RequestState.Open), r => r.Reason.ShouldBe("send-failed"));
    }

    internal static Task<byte[]> StoredAsync(MailDesk desk) => desk.Center.ReadAsync(async db =>
    {
        var letter = await db.Outbox.SingleAsync(Cancellation);
        var key = await db.OwnerKeys.SingleAsync(k => k.Id == letter.OwnerKeyId, Cancellation);
        return desk.Center.Fixture.Owners.Open(key, letter.SealedBytes!, QueueLetter.BytesName(letter.Name))!;
    });
}
