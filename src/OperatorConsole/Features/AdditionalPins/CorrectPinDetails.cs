using Data;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Puts right what was read out of a letter, or not said by a caller.</summary>
public sealed class CorrectPinDetails(Center center, OwnerSealing owners, JournalWriter journal, CenterClock clock, PinFeed feed)
{
    /// <summary>Puts the details right; an empty PIN leaves the one that is there.</summary>
    /// <param name="acting">The clerk whose request it is, or anybody while it is nobody's.</param>
    /// <param name="number">Its number.</param>
    /// <param name="right">The right details.</param>
    /// <returns>False when it is another's, done, or being decided.</returns>
    public async Task<bool> RunAsync(Acting acting, int number, PinAsked right, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(right);
        var done = await center.WriteAsync(async db =>
        {
            if (await db.Requests.SingleOrDefaultAsync(r => r.Number == number && r.Kind == RequestKind.AdditionalPins, cancellation) is not { } row
                || row.State == RequestState.Done || PinClaim.IsOthers(row, acting, clock.Now) || await PinRequests.OpenAsync(db, row.Id, cancellation) is not null)
            {
                return false;
            }

            var key = await db.OwnerKeys.SingleAsync(k => k.Id == row.OwnerKeyId, cancellation);
            if (key.SealedKey is null)
            {
                return false;
            }

            var details = await db.PinRequests.SingleOrDefaultAsync(p => p.RequestId == row.Id, cancellation);
            var before = details is null ? new PinAsked() : PinDetails.Open(owners, key, row, details);
            var asked = right.Pin.Length == 0 ? right with { Pin = before.Pin } : right;
            if (details is null)
            {
                db.PinRequests.Add(details = PinDetails.New(owners, key, row, asked));
            }
            else
            {
                PinDetails.Put(owners, key, row, details, asked);
            }

            details.CorrectedById = acting.Id;
            row.KitId = asked.KitNumber is { Digits: var kit } ? await db.Kits.Where(k => k.Number == kit).Select(k => (long?)k.Id).FirstOrDefaultAsync(cancellation) : null;
            PinClaim.Give(row, acting.Id, clock.Now);
            PinRequests.Happened(db, row, clock.Now, acting.Id, "corrected");
            await journal.AppendAsync(db, acting.Name, "pin-request-corrected", row.Reference, new
            {
                changed = string.Join(' ', new[] { before.Kit != asked.Kit ? "kit" : null, before.Company != asked.Company ? "company" : null, before.Pin != asked.Pin ? "pin" : null, before.Reason != asked.Reason ? "reason" : null }.OfType<string>()),
            });
            return true;
        }, cancellation);
        if (done)
        {
            feed.Tell(number);
        }

        return done;
    }
}
