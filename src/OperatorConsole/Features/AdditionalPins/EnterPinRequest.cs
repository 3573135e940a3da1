using System.Text.Json;
using Data;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>What a caller says.</summary>
/// <param name="Asked">Kit, company, PIN and reason.</param>
/// <param name="Name">Who calls.</param>
/// <param name="Address">An address that the caller names; empty when none.</param>
/// <param name="Language">The caller's language, <c>en</c> or <c>ru</c>.</param>
public sealed record CallerAsks(PinAsked Asked, string Name, string Address, string Language);

/// <summary>Enters a request for an additional PIN code for somebody who calls.</summary>
public sealed class EnterPinRequest(Center center, Vault vault, OwnerSealing owners, JournalWriter journal, CenterClock clock, PinFeed feed)
{
    /// <summary>Enters it; it is the clerk's own from then on.</summary>
    /// <param name="acting">A clerk.</param>
    /// <param name="said">What the caller says.</param>
    /// <returns>Its number.</returns>
    public async Task<int> RunAsync(Acting acting, CallerAsks said, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(said);
        var number = await center.WriteAsync(db => EnterAsync(db, acting, said, cancellation), cancellation);
        feed.Tell(number);
        return number;
    }

    private async Task<int> EnterAsync(CenterDb db, Acting acting, CallerAsks said, CancellationToken cancellation)
    {
        var (now, number) = (clock.Now, await RequestReference.NextAsync(db));
        var name = Guid.CreateVersion7(now);
        var key = owners.NewKey();
        db.OwnerKeys.Add(key);
        await db.SaveChangesAsync(cancellation);
        var address = Addresses.Clean(said.Address);
        var request = new RequestRow
        {
            Number = number,
            Reference = RequestReference.Of(number),
            Name = name,
            Kind = RequestKind.AdditionalPins,
            State = RequestState.Open,
            Reason = "caller",
            Part = 1,
            KitId = said.Asked.KitNumber is { Digits: var kit } ? await db.Kits.Where(k => k.Number == kit).Select(k => (long?)k.Id).FirstOrDefaultAsync(cancellation) : null,
            OwnerKeyId = key.Id,
            SealedSender = owners.SealText(key, JsonSerializer.Serialize(new RequestSender(address ?? "", said.Name.Trim(), "", null)), RequestSender.RowNameOf(name)),
            SenderLookup = address is null ? null : QueueLetter.Lookup(vault, address),
            Language = said.Language == "ru" ? "ru" : "en",
            ArrivedAt = now,
            ChangedAt = now,
            Stamp = name,
        };
        PinClaim.Give(request, acting.Id, now);
        db.Requests.Add(request);
        await db.SaveChangesAsync(cancellation);
        var details = PinDetails.New(owners, key, request, said.Asked);
        details.EnteredById = acting.Id;
        db.PinRequests.Add(details);
        db.RequestEvents.Add(new RequestEventRow { RequestId = request.Id, At = now, ActorId = acting.Id, Kind = "entered" });
        await journal.AppendAsync(db, acting.Name, "pin-request-entered", request.Reference);
        return number;
    }
}
