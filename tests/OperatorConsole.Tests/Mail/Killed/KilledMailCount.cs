using Data;
using Data.Acquisitions;
using Data.AdditionalPins;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using OperatorConsole.Tests.AdditionalPins;

namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>What must be there after the last kill: everything once.</summary>
/// <param name="console">On the data.</param>
/// <param name="delivered">Each mail by the mailbox's name for it, with what was to become of it.</param>
/// <param name="approvals">Requests for additional PIN codes that were approved.</param>
internal sealed class KilledMailCount(WebApplication console, IReadOnlyDictionary<string, string> delivered, int approvals)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each letter of the outbox was handed over; those that were twice are the same to the byte, and not too many.</summary>
    /// <returns>Letters that came a second time.</returns>
    internal async Task<int> RequireEachLetterAsync(IReadOnlyList<byte[]> letters, int mostTwice)
    {
        var vault = console.Services.GetRequiredService<Vault>();
        var byId = letters.GroupBy(IdOf).ToList();
        byId.ShouldAllBe(same => same.All(bytes => bytes.SequenceEqual(same.First())));
        (letters.Count - byId.Count).ShouldBeInRange(0, mostTwice);
        var queued = await ReadAsync(db => db.Outbox.Select(o => o.IdLookup).ToListAsync(Cancellation));
        byId.Select(same => Convert.ToHexString(vault.Lookup("message-id", same.Key))).ShouldBe(queued.Select(Convert.ToHexString), ignoreOrder: true);
        return letters.Count - byId.Count;
    }

    /// <summary>Every mail ended once as it should, every request has its one answer, every approval its one PIN code.</summary>
    internal async Task RequireWholeAsync()
    {
        await ReadAsync(async db =>
        {
            await RequireMailsAsync(db);
            await RequireLettersAsync(db);
            await RequireLicensesAsync(db);
            return true;
        });
        (await console.Services.GetRequiredService<JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    private async Task RequireMailsAsync(CenterDb db)
    {
        var mails = await db.Mails.AsNoTracking().ToListAsync(Cancellation);
        mails.Select(m => m.RemoteKey).ShouldBe(delivered.Keys, ignoreOrder: true);
        foreach (var mail in mails.Where(m => m.State == MailState.Queued))
        {
            delivered[mail.RemoteKey].ShouldBeOneOf(["clerk", "received"], $"{mail.RemoteKey} {mail.Reason} {await db.Requests.Where(r => r.MailId == mail.Id).Select(r => r.Detail).FirstOrDefaultAsync(Cancellation)}");
        }

        mails.CountBy(m => m.State).ToDictionary().ShouldBe(
            new Dictionary<MailState, int>
            {
                [MailState.Answered] = Sent("answered", "moved", "again"),
                [MailState.Queued] = Sent("clerk", "received"),
                [MailState.Duplicate] = Sent("copy"),
            },
            ignoreOrder: true);
        var requests = await db.Requests.AsNoTracking().Where(r => r.MailId != null).ToListAsync(Cancellation);
        requests.Select(r => r.MailId).ShouldBe(mails.Where(m => m.State != MailState.Duplicate).Select(m => (long?)m.Id), ignoreOrder: true);
        (await db.RequestEvents.CountAsync(e => e.Kind == "arrived", Cancellation)).ShouldBe(requests.Count);
        var licenses = await db.Outbox.Where(o => o.Kind == "license").Select(o => o.RequestId).ToListAsync(Cancellation);
        licenses.ShouldBe(requests.Where(r => r.State == RequestState.Done).Select(r => (long?)r.Id), ignoreOrder: true);
    }

    private async Task RequireLettersAsync(CenterDb db)
    {
        var letters = await db.Outbox.AsNoTracking().ToListAsync(Cancellation);
        letters.ShouldAllBe(o => o.State == OutboxState.Sent);
        letters.CountBy(o => o.Kind).ToDictionary().ShouldBe(
            new Dictionary<string, int>
            {
                ["license"] = Sent("answered", "moved", "again"),
                ["moved"] = Sent("moved") + (ApprovedPins.Moves * approvals),
                ["received"] = Sent("received"),
                ["pin"] = approvals,
                ["pin-joined"] = approvals,
            },
            ignoreOrder: true);
        letters.Where(o => o.Kind == "pin").Select(o => o.RequestId).Distinct().Count().ShouldBe(approvals);
        (await db.Journal.CountAsync(j => j.Act == "letter-sent", Cancellation)).ShouldBe(letters.Count);
    }

    private async Task RequireLicensesAsync(CenterDb db)
    {
        var (licenses, answers) = (Sent("answered") + approvals, Sent("answered", "moved") + (ApprovedPins.Requests * approvals));
        (await db.Licenses.CountAsync(Cancellation)).ShouldBe(licenses);
        (await db.Licenses.Select(l => l.LivePinId).Distinct().CountAsync(Cancellation)).ShouldBe(licenses);
        (await db.Answers.CountAsync(Cancellation)).ShouldBe(answers);
        (await db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request && e.Outcome == Outcome.Granted, Cancellation)).ShouldBe(answers);
        (await db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request && e.Outcome == Outcome.Repeated, Cancellation)).ShouldBe(Sent("again"));
        (await db.PinDecisions.CountAsync(d => d.State == PinDecisionState.Done, Cancellation)).ShouldBe(approvals);
        var pins = await db.Pins.Where(p => p.Origin == PinOrigin.Additional).Select(p => p.KitId).ToListAsync(Cancellation);
        (pins.Count, pins.Distinct().Count()).ShouldBe((approvals, approvals));
    }

    private int Sent(params string[] kinds) => delivered.Values.Count(kinds.Contains);

    private Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> read) => console.Services.GetRequiredService<Center>().ReadAsync(read, Cancellation);

    private static string IdOf(byte[] letter)
    {
        using var stream = new MemoryStream(letter);
        return MimeMessage.Load(stream, Cancellation).MessageId.ShouldNotBeNull();
    }
}
