using Data;
using Data.AdditionalPins;
using Data.Mail;
using Data.Sealing;
using Licensing.AdditionalPins;
using Licensing.Computers;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Shows the dossier of a request for an additional PIN code.</summary>
internal sealed class ShowPinRequest(Center center, OwnerSealing owners, MailSettings mail, CenterClock clock, PinRequests requests, PinLetters letters)
{
    /// <summary>The dossier; null when there is no such request.</summary>
    /// <param name="acting">Who looks.</param>
    /// <param name="number">Its number.</param>
    public Task<PinDossier?> RunAsync(Acting acting, int number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(
            async db => await requests.LoadAsync(db, number, cancellation) is { } asked ? await DossierAsync(db, acting, asked, cancellation) : null, cancellation);
    }

    /// <summary>Whether something happened since a page was read: its stamp, and that of its open decision.</summary>
    public Task<(Guid Request, Guid? Decision)> StampAsync(Acting acting, int number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(
            async db => await db.Requests.Where(r => r.Number == number)
                .Select(r => new ValueTuple<Guid, Guid?>(r.Stamp, db.PinDecisions.Where(d => d.OpenRequestId == r.Id).Select(d => (Guid?)d.Stamp).FirstOrDefault()))
                .FirstOrDefaultAsync(cancellation),
            cancellation);
    }

    /// <summary>The letter that a decision would send, as it stands; where the PIN will be, nothing is.</summary>
    /// <param name="acting">Who looks.</param>
    /// <param name="number">Number of the request.</param>
    /// <param name="decision">The decision.</param>
    public Task<PinDraft?> DraftAsync(Acting acting, int number, PinDecision decision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(decision);
        return center.ReadAsync(async db =>
        {
            if (await requests.LoadAsync(db, number, cancellation) is not { } asked)
            {
                return null;
            }

            var letter = letters.Draft(asked, decision);
            var named = decision.ToAsking && !asked.FromRecord ? Addresses.Clean(asked.From) : null;
            return new PinDraft(PinLetters.To(asked, decision.Act, named), letter.Subject, letter.Text, letter.Unfilled);
        }, cancellation);
    }

    private async Task<PinDossier> DossierAsync(CenterDb db, Acting acting, LoadedPinRequest asked, CancellationToken cancellation)
    {
        var (row, kit) = (asked.Row, asked.Kit);
        var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName.Length > 0 ? u.DisplayName : u.UserName ?? "", cancellation);
        var given = await PinRequests.GivenAsync(db, row.Id, cancellation);
        return new PinDossier
        {
            Number = row.Number,
            Reference = row.Reference,
            Stamp = row.Stamp,
            State = row.State,
            Reason = row.Reason,
            ArrivedAt = row.ArrivedAt,
            Language = row.Language,
            Asked = View(asked.Asked),
            From = asked.From ?? "",
            FromName = asked.Sender?.Name ?? "",
            EnteredBy = Name(asked.Details?.EnteredById),
            Letters = await new CustomerLetters(owners, mail).OfAsync(db, row, cancellation),
            Review = asked.Review,
            Product = kit?.Row.Product ?? "",
            Sets = kit is null ? [] : KitPieces.Sets(kit, asked),
            History = kit is null ? [] : await KitPieces.HistoryAsync(db, kit, cancellation),
            Changes = asked.Review.Changes is { } changes
                ? [.. changes.Parameters.Select(p => new ChangedParameter(p.Parameter.Code(), p.Old, p.New)), .. changes.Sketched.Select(s => new ChangedParameter(s.Code(), null, null))]
                : [],
            Similar = await SimilarDecisions.ToAsync(db, asked, people, cancellation),
            Events = [.. (await db.RequestEvents.Where(e => e.RequestId == row.Id).OrderBy(e => e.Id).ToListAsync(cancellation)).Select(e => new RequestMoment(e.At, e.Kind, e.Detail, Name(e.ActorId)))],
            Sent = await SentAsync(db, row, cancellation),
            Open = await PinRequests.OpenAsync(db, row.Id, cancellation) is { } decision ? View(asked, decision, Name) : null,
            ClerkId = row.ClaimedBy ?? "",
            Clerk = Name(row.ClaimedBy),
            Taken = PinClaim.IsOthers(row, acting, clock.Now),
            Given = given is null ? null : kit?.CodeOf(given.PinId)?.Masked ?? "",
            Decided = row.Decision is not null,
        };

        string Name(string? id) => id is null ? "" : people.GetValueOrDefault(id, "");
    }

    private static AskedView View(PinAsked asked) =>
        new(asked.Kit, asked.Company, asked.Pin.Length >= 3 ? $"… {asked.Pin[^3..]}" : "", asked.Reason, asked.Missing);

    private OpenDecision View(LoadedPinRequest asked, PinDecisionRow decision, Func<string?, string> name) =>
        new(decision.Act, decision.State, decision.DecidedById, name(decision.DecidedById), decision.DecidedAt, decision.DueAt)
        {
            SecondBecause = decision.SecondBecause?.Split(' ') ?? [],
            SecondById = decision.SecondById ?? "",
            NotBy = [.. new[] { decision.DecidedById, asked.Details?.EnteredById, asked.Details?.CorrectedById }.OfType<string>().Distinct(StringComparer.Ordinal)],
            Address = decision.Address(owners, asked.Key),
            Note = decision.Note(owners, asked.Key),
            Reason = decision.Reason,
        };

    private async Task<IReadOnlyList<SentLetter>> SentAsync(CenterDb db, RequestRow row, CancellationToken cancellation)
    {
        var sent = new List<SentLetter>();
        foreach (var letter in await db.Outbox.Where(o => o.RequestId == row.Id).OrderBy(o => o.Id).ToListAsync(cancellation))
        {
            var key = await db.OwnerKeys.SingleAsync(k => k.Id == letter.OwnerKeyId, cancellation);
            sent.Add(new SentLetter(letter.Kind, letter.State, letter.SentAt ?? letter.QueuedAt, owners.OpenText(key, letter.SealedRecipient, QueueLetter.RecipientName(letter.Name)) ?? ""));
        }

        return sent;
    }
}

/// <summary>A letter as it would go out.</summary>
/// <param name="To">To whom; null when there is no address.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
/// <param name="Unfilled">Fields that nothing filled.</param>
public sealed record PinDraft(string? To, string Subject, string Text, IReadOnlyList<string> Unfilled);
