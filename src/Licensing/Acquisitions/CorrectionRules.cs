using Licensing.Computers;

namespace Licensing.Acquisitions;

/// <summary>Why a correction makes no sense.</summary>
public enum CorrectionObjection
{
    /// <summary>Reason or evidence is missing.</summary>
    NoGrounds,

    /// <summary>Two different people are needed.</summary>
    NotTwoPeople,

    /// <summary>No live license of this kit has that number.</summary>
    NoSuchLicense,

    /// <summary>The PIN is not of this kit.</summary>
    NoSuchPin,

    /// <summary>It would change nothing.</summary>
    NothingChanges,

    /// <summary>The kit is closed; only the refund that closed it can be taken back.</summary>
    KitIsClosed,

    /// <summary>No correction of that number stands.</summary>
    NothingToUndo,

    /// <summary>A later correction rests on this one and must be taken back first.</summary>
    LaterOneFirst,

    /// <summary>What happened since leaves no room: a PIN, a license or the choice is taken.</summary>
    OvertakenSince,
}

/// <summary>Says whether a correction makes sense for a kit as it stands.</summary>
public static class Corrections
{
    /// <summary>Whether a fact that staff want to record is possible now.</summary>
    /// <param name="history">The kit.</param>
    /// <param name="fact">A correction, a block, a freeze, a closing.</param>
    /// <returns>Null when nothing speaks against it.</returns>
    public static CorrectionObjection? Allowed(KitHistory history, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(fact);
        return fact switch
        {
            Correction correction => GroundsOf(correction.Grounds) ?? Allowed(history, correction),
            PinBlockChanged block when history.Kit.SetOf(block.Pin) is null => CorrectionObjection.NoSuchPin,
            PinBlockChanged block => Changes(block.Blocked != (history.StateOf(block.Pin) == PinState.Blocked)),
            KitStateChanged when history.State == KitState.Closed => CorrectionObjection.KitIsClosed,
            KitStateChanged state => Changes(state.State != history.State),
            _ => throw new ArgumentException($"{fact.GetType().Name} is not recorded by staff.", nameof(fact)),
        };
    }

    /// <summary>The code, as texts are looked up by.</summary>
    public static string Code(this CorrectionObjection objection) => objection switch
    {
        CorrectionObjection.NoGrounds => "no-grounds",
        CorrectionObjection.NotTwoPeople => "not-two-people",
        CorrectionObjection.NoSuchLicense => "no-such-license",
        CorrectionObjection.NoSuchPin => "no-such-pin",
        CorrectionObjection.NothingChanges => "nothing-changes",
        CorrectionObjection.KitIsClosed => "kit-is-closed",
        CorrectionObjection.NothingToUndo => "nothing-to-undo",
        CorrectionObjection.LaterOneFirst => "later-one-first",
        CorrectionObjection.OvertakenSince => "overtaken-since",
    };

    private static CorrectionObjection? GroundsOf(Grounds grounds) =>
        string.IsNullOrWhiteSpace(grounds.Reason) || string.IsNullOrWhiteSpace(grounds.Evidence) ? CorrectionObjection.NoGrounds
        : string.IsNullOrEmpty(grounds.SecondBy) || grounds.SecondBy == grounds.By ? CorrectionObjection.NotTwoPeople
        : null;

    private static CorrectionObjection? Allowed(KitHistory history, Correction correction) => correction switch
    {
        CorrectionUndone undone => history.StandingCorrections.FirstOrDefault(c => c.Number == undone.Undone) is { } target
            ? CanBeUndone(history, target)
            : CorrectionObjection.NothingToUndo,
        _ when history.State == KitState.Closed => CorrectionObjection.KitIsClosed,
        AcquisitionAnnulled annulled => OfLicense(history, annulled.License, _ => true),
        OwnerCorrected owner => OfLicense(history, owner.License, l => l.OwnerDigest != owner.OwnerDigest || !SameWords(l, owner)),
        ComputerAccepted computer => OfLicense(
            history, computer.License, l => l.Sketch != computer.Sketch || !SameParameters(l.Computer, computer.Computer)),
        KitTransferred transfer => Changes(history.Live.Count == 0 || history.Live.Any(l => l.OwnerDigest != transfer.OwnerDigest)),
        KitRefunded => null,
        _ => throw new ArgumentException($"{correction.GetType().Name} is no correction of a kit.", nameof(correction)),
    };

    private static CorrectionObjection? CanBeUndone(KitHistory history, Correction target)
    {
        if (history.State == KitState.Closed && target is not KitRefunded)
        {
            return CorrectionObjection.KitIsClosed;
        }

        var later = history.StandingCorrections.SkipWhile(c => c.Number != target.Number).Skip(1).ToList();
        return target switch
        {
            AcquisitionAnnulled annulled => history.AnnulledBy(annulled) is { } taken ? RoomFor(history, taken) : CorrectionObjection.OvertakenSince,
            OwnerCorrected owner => later.Any(c => c is KitTransferred || (c is OwnerCorrected o && o.License == owner.License))
                ? CorrectionObjection.LaterOneFirst
                : OfLicense(history, owner.License, _ => true),
            KitTransferred => later.Any(c => c is KitTransferred or OwnerCorrected) ? CorrectionObjection.LaterOneFirst : null,
            ComputerAccepted computer => later.Any(c => c is ComputerAccepted o && o.License == computer.License)
                ? CorrectionObjection.LaterOneFirst
                : history.LiveWith(computer.License) is { } live && live.At > computer.At ? CorrectionObjection.OvertakenSince
                : OfLicense(history, computer.License, _ => true),
            KitRefunded => later.OfType<KitRefunded>().Any() ? CorrectionObjection.LaterOneFirst : null,
            _ => CorrectionObjection.NothingToUndo,
        };
    }

    private static CorrectionObjection? RoomFor(KitHistory history, KitHistory.Annulled taken)
    {
        var pin = taken.License.Pin;
        var free = history.Kit.SetOf(pin) is { } set
            && history.LicensesLeft(set) > 0
            && !history.IsVoid(pin)
            && taken.Replaced.Append(pin).All(p => history.LiveOn(p) is null && !history.WasReplaced(p));
        return free ? null : CorrectionObjection.OvertakenSince;
    }

    private static CorrectionObjection? OfLicense(KitHistory history, long license, Func<LiveLicense, bool> changes) =>
        history.LiveWith(license) is { } live ? Changes(changes(live)) : CorrectionObjection.NoSuchLicense;

    private static CorrectionObjection? Changes(bool something) => something ? null : CorrectionObjection.NothingChanges;

    private static bool SameParameters(CanonicalComputer? before, CanonicalComputer? after) =>
        after is null || (before is not null && ComputerComparison.Compare(before, after).Count == 0 && ComputerComparison.Compare(after, before).Count == 0);

    private static bool SameWords(LiveLicense license, OwnerCorrected owner) =>
        license.Owner is not { } before || owner.Owner is not { } after || before.ToCanonical() == after.ToCanonical();
}
