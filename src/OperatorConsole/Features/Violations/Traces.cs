using Data.Acquisitions;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.Kits;
using Licensing.Violations;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Violations;

/// <summary>Reads out of the ledger what the rules look at.</summary>
internal sealed class Traces(LedgerSeals seals)
{
    /// <summary>The trace of a kit.</summary>
    /// <param name="kit">The kit.</param>
    /// <param name="wishes">Requests for additional PIN codes.</param>
    internal KitTrace Of(LoadedKit kit, IEnumerable<RequestRow> wishes)
    {
        // What the history has opened is not opened again.
        var opened = kit.History.Facts.OfType<Grant>().ToDictionary(grant => grant.Number, grant => grant.Computer);
        return new(kit.History.Kit, [.. kit.Ledger.Where(e => e.Kind == LedgerKind.Request).Select(e => Of(e, kit) with { Computer = opened.TryGetValue(e.Id, out var computer) ? computer : seals.OpenComputer(e) })])
        {
            // Which PIN is to be replaced stands in the letter, for a person to read.
            Wishes = [.. wishes.Select(w => new PinWish(-w.Id, w.ArrivedAt, Replaces: null))],
            Joined = [.. kit.History.Facts.OfType<AdditionalPinJoined>().Select(j => new PinJoined(j.Number, j.At, j.Pin))],
            Vouched = [.. kit.History.Facts.OfType<ComputerAccepted>().Select(a => new ComputerVouched(a.Number, a.Sketch, a.Computer))],
        };
    }

    /// <summary>The sighting of an entry without what is sealed in it.</summary>
    /// <param name="entry">An entry of a request.</param>
    /// <param name="kit">Its kit; null where only source and reason matter.</param>
    internal Sighting Of(LedgerRow entry, LoadedKit? kit) => new(entry.Id, entry.At, entry.Method ?? default, entry.Operation ?? default, entry.Outcome ?? default)
    {
        Kit = kit is null ? null : KitNumber.Stored(kit.Row.Number),
        Reason = Reasons.Find(entry.Reason),
        Pin = kit?.CodeOf(entry.PinId),
        CurrentPin = kit?.CodeOf(entry.CurrentPinId),
        License = entry.LicenseId,
        OwnerDigest = entry.OwnerDigest,
        Sketch = LedgerFacts.SketchOf(entry),
        Source = SourceOf(entry) ?? "",
    };

    /// <summary>The place of the network or of the mail that an entry came from; null for one that a person of the staff entered.</summary>
    internal static string? SourceOf(LedgerRow entry) => entry.ActorId is { } actor && actor.Contains(':', StringComparison.Ordinal) ? actor : null;
}
