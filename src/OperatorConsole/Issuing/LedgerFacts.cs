using Data.Acquisitions;
using Data.Privacy;
using Licensing.Acquisitions;
using Licensing.Computers;

namespace OperatorConsole.Issuing;

/// <summary>Reads the facts of a kit out of its ledger entries.</summary>
internal sealed class LedgerFacts(LoadedKit kit, LedgerSeals seals, IReadOnlyDictionary<long, OwnerKeyRow> ownerKeys)
{
    /// <summary>The fact of an entry; null when the entry concerns no PIN of the kit and therefore nothing that is decided on.</summary>
    internal Fact? Of(LedgerRow e) => FactOf(e) is { } fact ? fact with { Number = e.Id } : null;

    /// <summary>Sketch of an entry.</summary>
    internal static Sketch? SketchOf(LedgerRow e) =>
        e is { SketchCpu: { } cpu, SketchOs: { } os, SketchBoard: { } board, SketchRam: { } ram, SketchBits: { } bits }
            ? new Sketch(cpu, os, board, ram, bits)
            : null;

    private Fact? FactOf(LedgerRow e) => e.Kind switch
    {
        LedgerKind.KitMade => new KitMade(e.At),
        LedgerKind.PinBlocked => kit.CodeOf(e.PinId) is { } pin ? new PinBlockChanged(e.At, pin, Blocked: true) { Grounds = seals.OpenGrounds(e) } : null,
        LedgerKind.PinUnblocked => kit.CodeOf(e.PinId) is { } pin ? new PinBlockChanged(e.At, pin, Blocked: false) { Grounds = seals.OpenGrounds(e) } : null,
        LedgerKind.KitFrozen => new KitStateChanged(e.At, KitState.Frozen) { Grounds = seals.OpenGrounds(e) },
        LedgerKind.KitUnfrozen => new KitStateChanged(e.At, KitState.Normal) { Grounds = seals.OpenGrounds(e) },
        LedgerKind.KitClosed => new KitStateChanged(e.At, KitState.Closed) { Grounds = seals.OpenGrounds(e) },
        LedgerKind.Request => RequestOf(e),
        LedgerKind.AcquisitionAnnulled => new AcquisitionAnnulled(e.At, e.LicenseId ?? 0, seals.OpenGrounds(e)),
        LedgerKind.OwnerCorrected => new OwnerCorrected(e.At, e.LicenseId ?? 0, e.OwnerDigest ?? 0, seals.OpenGrounds(e)) { Owner = seals.OpenOwner(e, ownerKeys) },
        LedgerKind.KitTransferred => new KitTransferred(e.At, e.OwnerDigest ?? 0, seals.OpenGrounds(e)) { Owner = seals.OpenOwner(e, ownerKeys) },
        LedgerKind.KitRefunded => new KitRefunded(e.At, seals.OpenGrounds(e)),
        LedgerKind.ComputerAccepted => new ComputerAccepted(e.At, e.LicenseId ?? 0, SketchOf(e) ?? default, seals.OpenGrounds(e)) { Computer = seals.OpenComputer(e) },
        LedgerKind.AdditionalPinJoined => kit.CodeOf(e.PinId) is { } pin ? new AdditionalPinJoined(e.At, pin) : null,
        LedgerKind.CorrectionUndone => new CorrectionUndone(e.At, e.UndoneId ?? 0, seals.OpenGrounds(e)),
        LedgerKind.OwnerTried => new OwnerTried(e.At, e.LicenseId ?? 0),
        LedgerKind.AddressApproved => new AddressApproved(e.At, e.LicenseId ?? 0, seals.OpenOwner(e, ownerKeys)?.Email),
    };

    private Fact? RequestOf(LedgerRow e) => (e.Outcome, kit.CodeOf(e.PinId)) switch
    {
        (Outcome.Granted, { } pin) => GrantOf(e, pin),
        (Outcome.Repeated, { } pin) => new AnswerRepeated(e.At, pin, e.Method ?? default),
        (Outcome.Refused, var pin) => new RequestRefused(e.At, pin, e.Method ?? default, e.Operation ?? default, Reasons.Find(e.Reason) ?? default)
        {
            Observations = ObservationsOf(e),
        },
        _ => null,
    };

    private Grant? GrantOf(LedgerRow e, Licensing.Kits.PinCode pin)
    {
        var (license, method, key, digest, sketch) = (e.LicenseId ?? 0, e.Method ?? default, RequestKeys.Text(e.RequestLookup), e.OwnerDigest ?? 0, SketchOf(e));
        var computer = seals.OpenComputer(e);
        return e.Operation switch
        {
            Operation.Restore => new LicenseRestored(e.At, license, pin, method, key, digest, sketch) { Computer = computer },
            Operation.RestoreWithSpare => kit.CodeOf(e.CurrentPinId) is { } from
                ? new LicenseMoved(e.At, license, from, pin, method, key, digest, sketch) { Computer = computer }
                : throw new InvalidOperationException($"Ledger entry {e.Id} moves a license from no PIN of its kit."),
            Operation.Initial or null => new LicenseIssued(e.At, license, pin, method, key, digest, sketch)
            {
                Computer = computer,
                Owner = seals.OpenOwner(e, ownerKeys),
            },
        };
    }

    private static IReadOnlyList<Observation> ObservationsOf(LedgerRow e) =>
        [.. (e.Observations ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Observations.Find).OfType<Observation>()];
}
