using Data;
using Data.Acquisitions;
using Data.AdditionalPins;
using Data.Journal;
using Data.Kits;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Kits;
using Licensing.Owners;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Draws a PIN code, lets it join its set, mails and announces it: all within the transaction of the decision that takes effect.</summary>
internal sealed class GivePin(Vault vault, OwnerSealing owners, JournalWriter journal, CenterClock clock, PinLetters letters)
{
    private readonly LedgerSeals _seals = new(vault);

    internal async Task ApproveAsync(CenterDb db, LoadedPinRequest asked, PinDecisionRow decision, string by, CancellationToken cancellation)
    {
        var (kit, license, now) = (asked.Kit!, asked.Review.License!, clock.Now);
        var key = await OwnerKeys.OfAsync(db, owners, kit);
        var (before, approved) = (license.AddressOnRecord, decision.Address(owners, asked.Key));
        var pin = KitDraw.Further(kit.History.Kit);
        var row = await JoinAsync(db, kit, asked.Review.Set!, pin, now, cancellation);
        if (approved is not null)
        {
            AddressApproved(db, kit, license, key, decision, approved, now);
        }

        var entry = new LedgerRow
        {
            At = now,
            Kind = LedgerKind.AdditionalPinJoined,
            KitId = kit.Row.Id,
            PinId = row.Id,
            LicenseId = license.License,
            Name = Guid.CreateVersion7(now),
        };
        _seals.SealGrounds(entry, new Grounds(asked.Row.Reference, Found(asked.Review), decision.DecidedById, decision.SecondById));
        db.Ledger.Add(entry);

        // Two decisions about one kit never rest on the same history: whoever commits second is decided anew.
        kit.Row.Stamp = Guid.CreateVersion7(now);
        await db.SaveChangesAsync(cancellation);
        (decision.PinId, decision.EntryId, asked.Row.LicenseId) = (row.Id, entry.Id, license.License);
        await letters.QueueAsync(db, asked, key, "pin", approved ?? before!, letters.Pin(asked, pin, decision.Words(owners, asked.Key)), cancellation);
        await AnnounceAsync(db, asked, key, license.License, before, approved is not null, cancellation);
        await journal.AppendAsync(db, by, "additional-pin-joined", kit.Row.Number, new
        {
            request = asked.Row.Reference,
            entry = entry.Id,
            license = license.License,
            pin = pin.Masked,
            second = decision.SecondById is not null,
            address = approved is null ? "on-record" : "approved",
        });
    }

    /// <summary>The PIN that was given, once more: to the address on record now, or another that a supervisor approved.</summary>
    internal async Task ResendAsync(CenterDb db, LoadedPinRequest asked, PinDecisionRow decision, PinDecisionRow given, string by, CancellationToken cancellation)
    {
        var (kit, now) = (asked.Kit!, clock.Now);
        var pin = kit.CodeOf(given.PinId) ?? throw new InvalidOperationException($"The PIN of request {asked.Row.Reference} is not of its kit.");
        var key = await OwnerKeys.OfAsync(db, owners, kit);
        var approved = decision.Address(owners, asked.Key);
        if (approved is not null && asked.Review.License is { } license)
        {
            AddressApproved(db, kit, license, key, decision, approved, now);
        }

        await letters.QueueAsync(db, asked, key, "pin", approved ?? asked.OnRecord!, letters.Pin(asked, pin, decision.Words(owners, asked.Key)), cancellation);
        await journal.AppendAsync(db, by, "additional-pin-sent-again", kit.Row.Number, new { request = asked.Row.Reference, pin = pin.Masked });
    }

    private async Task<PinRow> JoinAsync(CenterDb db, LoadedKit kit, LicenseSet set, PinCode pin, DateTimeOffset now, CancellationToken cancellation)
    {
        var (setRow, lookup) = (kit.SetRowOf(set), vault.Lookup(LoadedKit.PinLabel, pin.Digits));
        var row = new PinRow
        {
            KitId = kit.Row.Id,
            Position = setRow.Pins.Max(p => p.Position) + 1,
            Lookup = lookup,
            Sealed = vault.SealText(pin.Digits, LoadedKit.PinName(lookup)),
            Origin = PinOrigin.Additional,
            AddedAt = now,
        };
        setRow.Pins.Add(row);
        await db.SaveChangesAsync(cancellation);
        return row;
    }

    private void AddressApproved(CenterDb db, LoadedKit kit, LiveLicense license, Data.Privacy.OwnerKeyRow key, PinDecisionRow decision, string address, DateTimeOffset now)
    {
        var entry = new LedgerRow
        {
            At = now,
            Kind = LedgerKind.AddressApproved,
            KitId = kit.Row.Id,
            LicenseId = license.License,
            ActorId = decision.DecidedById,
            SecondActorId = decision.SecondById,
            Name = Guid.CreateVersion7(now),
        };
        _seals.SealOwner(entry, key, new OwnerDetails { Email = address });
        db.Ledger.Add(entry);
    }

    // Whoever was on record hears of it, above all where the PIN went elsewhere.
    private async Task AnnounceAsync(CenterDb db, LoadedPinRequest asked, Data.Privacy.OwnerKeyRow key, long license, string? before, bool elsewhere, CancellationToken cancellation)
    {
        var announcement = new AnnouncementRow
        {
            KitId = asked.Kit!.Row.Id,
            LicenseId = license,
            Kind = AnnouncementKind.AdditionalPinJoined,
            At = clock.Now,
            SentAt = clock.Now,
            Untold = before is null,
        };
        db.Announcements.Add(announcement);
        await db.SaveChangesAsync(cancellation);
        if (before is not null)
        {
            letters.Announce(db, asked, key, announcement.Id, before, elsewhere);
        }
    }

    private static string Found(PinReview review) => string.Join(' ', review.Findings.Select(f => f.Id + f.Bearing switch
    {
        Bearing.Favours => "+",
        Bearing.Silent => "·",
        Bearing.Asks or Bearing.NeedsSecond or Bearing.Forbids => "!",
    }));
}
