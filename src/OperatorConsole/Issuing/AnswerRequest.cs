using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>A request beside the kit that it concerns, and what the rules say of it.</summary>
/// <param name="Kit">The kit; null when no kit has the PIN.</param>
/// <param name="Request">The request as the rules see it.</param>
/// <param name="Key">Its look-up key.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Claimed">The kit that the request names, where it is not the one that the PIN belongs to.</param>
public sealed record Weighed(LoadedKit? Kit, LicenseRequest Request, byte[] Key, Decision Decision, ClaimedKit? Claimed = null);

/// <summary>A request that was answered and recorded.</summary>
/// <param name="Weighed">What was decided.</param>
/// <param name="Answer">The stored answer; null for a refusal.</param>
public sealed record Answered(Weighed Weighed, AnswerRow? Answer);

/// <summary>A license that has just been given, and the request that it was given to.</summary>
/// <param name="Kit">The kit as it was before.</param>
/// <param name="Request">The request.</param>
/// <param name="Key">Its look-up key.</param>
/// <param name="Decision">What was granted.</param>
/// <param name="LicenseId">Number of the license.</param>
public sealed record Given(LoadedKit Kit, LicenseRequest Request, byte[] Key, Granted Decision, long LicenseId);

/// <summary>Makes a channel's answer for a license that has just been given; it is stored before anybody sees it.</summary>
/// <param name="given">The license.</param>
public delegate AnswerRow MakeAnswer(Given given);

/// <summary>The use case behind every channel: load the history, decide, record, answer, all within the caller's transaction.</summary>
public sealed class AnswerRequest(Vault vault, OwnerSealing owners, JournalWriter journal, TimeProvider clock, RuleSettings rules)
{
    private readonly RequestEntries _entries = new(vault, clock);

    /// <summary>Decides without recording anything: what would be answered now.</summary>
    /// <param name="db">Any context.</param>
    /// <param name="incoming">The request.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<Weighed> WeighAsync(CenterDb db, Incoming incoming, RequestSource source)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var kit = await LoadedKit.ByPinAsync(db, vault, incoming.Pin);
        var key = RequestKeys.Of(vault, incoming.CanonicalFor(kit?.History.Kit.Number));
        var request = incoming.ToRequest(key);

        var claimed = incoming.Kit is { } number && number != kit?.History.Kit.Number ? await ClaimedKit.FindAsync(db, vault, number) : null;
        if (kit is null && claimed is not null)
        {
            await LoadedKit.LikeAnyAsync(db, vault, claimed.RowId, incoming.Pin);
        }

        // Failures are counted where there is one more of them: nobody with a right PIN waits for the count.
        var decision = Acquisition.Decide(kit?.History, request, Budget.Full, rules.MethodFamily);
        if (decision is Refused { Reason: Reason.KitOrPin })
        {
            var budget = await FailureBudget.CountAsync(db, kit?.Row.Id, claimed, source, clock.GetUtcNow());
            decision = Acquisition.Decide(kit?.History, request, budget, rules.MethodFamily);
        }

        return new Weighed(kit, request, key, decision, claimed);
    }

    /// <summary>Decides and records: the license, the answer, the ledger entry and the journal entry, or the refusal.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="incoming">The request.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="make">Makes the channel's answer.</param>
    public async Task<Answered> RunAsync(CenterDb db, Incoming incoming, RequestSource source, MakeAnswer make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return await RecordAsync(db, await WeighAsync(db, incoming, source), source, make);
    }

    /// <summary>Records what was weighed in the same transaction, with nothing written to the kit in between.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="weighed">What was decided.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="make">Makes the channel's answer.</param>
    public async Task<Answered> RecordAsync(CenterDb db, Weighed weighed, RequestSource source, MakeAnswer make)
    {
        ArgumentNullException.ThrowIfNull(weighed);
        return weighed.Decision switch
        {
            Granted granted => await GrantAsync(db, weighed, granted, source, make),
            Repeated => await RepeatAsync(db, weighed, source),
            Refused refused => await RefuseAsync(db, weighed, refused, source),
            _ => throw new InvalidOperationException($"No such decision: {weighed.Decision.GetType().Name}."),
        };
    }

    /// <summary>Records a refusal that was weighed in the same transaction.</summary>
    public async Task<Answered> RefuseAsync(CenterDb db, Weighed weighed, Refused refused, RequestSource source)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(weighed);
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(source);
        var entry = _entries.Of(weighed, source, Outcome.Refused);
        entry.Reason = refused.Reason.Code();
        entry.Detail = refused.Reason is Reason.KitOrPin or Reason.TooManyFailures ? weighed.Claimed?.Mark ?? (weighed.Kit is null ? "unknown-pin" : "link-or-kit") : null;
        db.Insert(entry);
        await journal.AppendAsync(db, source.ActorName, "request-refused", Subject(weighed), new
        {
            reason = entry.Reason,
            method = weighed.Request.Method,
            operation = weighed.Request.Operation,
            observations = entry.Observations,
        });
        return new Answered(weighed, null);
    }

    private async Task<Answered> GrantAsync(CenterDb db, Weighed weighed, Granted granted, RequestSource source, MakeAnswer make)
    {
        var kit = weighed.Kit!;
        var license = await LicenseAsync(db, kit, granted);
        var owner = weighed.Request is { Operation: Operation.Initial, Owner: not null } ? await OwnerKeys.FindAsync(db, kit) ?? NewKey(db) : null;

        // Their numbers are wanted below: the license's in what is signed, the key's in what it seals.
        if (license.Id == 0 || owner is { Id: 0 })
        {
            await db.SaveChangesAsync();
        }

        // Two decisions about one kit never rest on the same history: whoever commits second is decided anew.
        db.Change(kit.Row, row =>
        {
            row.Stamp = Guid.CreateVersion7(clock.GetUtcNow());
            row.OwnerKeyId = owner?.Id ?? row.OwnerKeyId;
        });
        var answer = await AnswerAsync(db, new Given(kit, weighed.Request, weighed.Key, granted, license.Id), make);
        var entry = _entries.Of(weighed, source, Outcome.Granted);
        (entry.LicenseId, entry.AnswerId) = (license.Id, answer.Id);
        if (owner is not null)
        {
            _entries.SealOwner(entry, owner, weighed.Request.Owner!);
        }

        db.Insert(entry);
        if (granted.From is not null)
        {
            db.Announcements.Add(new AnnouncementRow
            {
                KitId = kit.Row.Id,
                LicenseId = license.Id,
                Kind = AnnouncementKind.LicenseMoved,
                At = entry.At,
            });
        }

        await journal.AppendAsync(db, source.ActorName, ActOf(weighed.Request.Operation), Subject(weighed), new
        {
            license = license.Id,
            method = weighed.Request.Method,
            operation = weighed.Request.Operation,
            key = answer.KeyId,
            observations = entry.Observations,
        });
        return new Answered(weighed, answer);
    }

    // A new license, or the one that is restored: on its spare PIN from now on, where one was given.
    private async Task<LicenseRow> LicenseAsync(CenterDb db, LoadedKit kit, Granted granted)
    {
        LicenseRow license;
        if (granted.License is { } number)
        {
            license = await db.Licenses.SingleAsync(l => l.Id == number && l.KitId == kit.Row.Id);
        }
        else
        {
            license = new LicenseRow { KitId = kit.Row.Id, SetId = kit.SetRowOf(granted.Set).Id, IssuedAt = clock.GetUtcNow() };
        }

        license.LivePinId = kit.PinRowOf(granted.Pin).Id;
        license.Stamp = Guid.CreateVersion7(clock.GetUtcNow());
        if (granted.License is null)
        {
            db.Insert(license);
        }

        return license;
    }

    private OwnerKeyRow NewKey(CenterDb db)
    {
        var key = owners.NewKey();
        db.Insert(key);
        return key;
    }

    // The request of an annulled acquisition has its answer already, and gets the same bytes.
    private static async Task<AnswerRow> AnswerAsync(CenterDb db, Given given, MakeAnswer make)
    {
        var key = given.Key;
        if (given.Kit.Ledger.Any(e => e.AnswerId is not null && e.RequestLookup is { } before && before.AsSpan().SequenceEqual(key)))
        {
            return await db.Answers.AsNoTracking().SingleAsync(a => a.RequestLookup == key);
        }

        var answer = make(given);
        db.Insert(answer);
        if (answer.Id == 0)
        {
            await db.SaveChangesAsync();
        }

        return answer;
    }

    private async Task<Answered> RepeatAsync(CenterDb db, Weighed weighed, RequestSource source)
    {
        var answer = await db.Answers.AsNoTracking().SingleAsync(a => a.RequestLookup == weighed.Key);
        var entry = _entries.Of(weighed, source, Outcome.Repeated);
        (entry.LicenseId, entry.AnswerId) = (answer.LicenseId, answer.Id);
        db.Insert(entry);
        await journal.AppendAsync(db, source.ActorName, "answer-repeated", Subject(weighed), new { license = answer.LicenseId, method = weighed.Request.Method });
        return new Answered(weighed, answer);
    }

    private static string ActOf(Operation operation) => operation switch
    {
        Operation.Initial => "license-issued",
        Operation.Restore => "license-restored",
        Operation.RestoreWithSpare => "license-moved",
    };

    // A PIN that no kit has leaves no trace that could be read back.
    private static string Subject(Weighed weighed) => weighed.Kit?.Row.Number ?? "unknown kit";
}
