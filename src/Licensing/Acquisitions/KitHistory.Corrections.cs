using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <content>How corrections, and taking them back, change what the other facts made.</content>
public sealed partial class KitHistory
{
    private readonly List<(long License, LicenseSet Set)> _acquisitions = [];
    private readonly Dictionary<long, Annulled> _annulled = [];

    // What to do when a correction is taken back: it is known only at the moment when the correction takes effect.
    private readonly Dictionary<long, (Correction Correction, Action TakeBack)> _standing = [];

    /// <summary>Corrections that nothing has taken back, oldest first.</summary>
    public IReadOnlyList<Correction> StandingCorrections => [.. _standing.Values.Select(s => s.Correction)];

    /// <summary>What annulment took: the license, and the PINs that it had left behind.</summary>
    internal sealed record Annulled(LiveLicense License, IReadOnlyList<PinCode> Replaced, AcquisitionAnnulled By);

    internal Annulled? AnnulledBy(AcquisitionAnnulled correction) =>
        _annulled.GetValueOrDefault(correction.License) is { } annulled && annulled.By == correction ? annulled : null;

    // A license acquired anew leaves the corrections of its first life behind.
    private void Forget(long license)
    {
        foreach (var (number, (correction, _)) in _standing.ToList())
        {
            if (correction is AcquisitionAnnulled a && a.License == license
                || correction is OwnerCorrected o && o.License == license
                || correction is ComputerAccepted c && c.License == license)
            {
                _standing.Remove(number);
            }
        }
    }

    private void Correct(Correction correction)
    {
        if (correction is CorrectionUndone undone)
        {
            if (_standing.Remove(undone.Undone, out var standing))
            {
                standing.TakeBack();
            }

            return;
        }

        if (Effect(correction) is { } takeBack && correction.Number != 0)
        {
            _standing[correction.Number] = (correction, takeBack);
        }
    }

    // Null: the correction met nothing that it could correct.
    private Action? Effect(Correction correction) => correction switch
    {
        AcquisitionAnnulled annulled => Annul(annulled),
        OwnerCorrected owner => Replace(owner.License, l => l with { OwnerDigest = owner.OwnerDigest, Owner = owner.Owner, ApprovedAddress = null }, OwnerBack),
        ComputerAccepted computer => Replace(computer.License, l => l with { Sketch = computer.Sketch, Computer = computer.Computer }, ComputerBack),
        KitTransferred transfer => Transfer(transfer),
        KitRefunded refund => Refund(refund),
        _ => null,
    };

    private Action? Annul(AcquisitionAnnulled annulled)
    {
        if (LiveWith(annulled.License) is not { } license)
        {
            return null;
        }

        var replaced = _replaced.Where(r => r.Value == license.License).Select(r => r.Key).ToList();
        replaced.ForEach(pin => _replaced.Remove(pin));
        _live.Remove(license.Pin);
        _annulled[license.License] = new Annulled(license, replaced, annulled);
        return () =>
        {
            if (AnnulledBy(annulled) is { } taken)
            {
                _annulled.Remove(license.License);
                _live[license.Pin] = taken.License;
                replaced.ForEach(pin => _replaced[pin] = license.License);
            }
        };
    }

    private Action? Replace(long number, Func<LiveLicense, LiveLicense> change, Func<LiveLicense, LiveLicense, LiveLicense> back)
    {
        if (LiveWith(number) is not { } before)
        {
            return null;
        }

        _live[before.Pin] = change(before);
        return () => PutBack(before, back);
    }

    // A license that was annulled meanwhile is put right where it lies; one that was acquired anew is not the one that was corrected.
    private void PutBack(LiveLicense before, Func<LiveLicense, LiveLicense, LiveLicense> back)
    {
        if (LiveWith(before.License) is { } now && now.Acquisition == before.Acquisition)
        {
            _live[now.Pin] = back(now, before);
        }
        else if (_annulled.GetValueOrDefault(before.License) is { } taken && taken.License.Acquisition == before.Acquisition)
        {
            _annulled[before.License] = taken with { License = back(taken.License, before) };
        }
    }

    private Action Transfer(KitTransferred transfer)
    {
        var undo = Live.Select(l => Replace(l.License, x => x with { OwnerDigest = transfer.OwnerDigest, Owner = transfer.Owner, ApprovedAddress = null }, OwnerBack)).ToList();
        return () => undo.ForEach(takeBack => takeBack?.Invoke());
    }

    private Action Refund(KitRefunded refund)
    {
        var before = _refund;
        _refund = refund;
        return () => _refund = before;
    }

    private static LiveLicense OwnerBack(LiveLicense now, LiveLicense before) => now with { OwnerDigest = before.OwnerDigest, Owner = before.Owner, ApprovedAddress = before.ApprovedAddress };

    // A license that moved on is measured against the computer that it moved to, whatever is taken back.
    private static LiveLicense ComputerBack(LiveLicense now, LiveLicense before) =>
        now.Pin == before.Pin && now.At == before.At ? now with { Sketch = before.Sketch, Computer = before.Computer } : now;
}
