using Data.Acquisitions;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Owners;

namespace OperatorConsole.Issuing;

/// <summary>What a ledger entry keeps sealed: the owner with the owner's key, the computer and the grounds with the Center's.</summary>
internal sealed class LedgerSeals(Vault vault)
{
    // Only a new key asks the clock; sealing and opening do not.
    private readonly OwnerSealing _owners = new(vault, TimeProvider.System);

    internal void SealOwner(LedgerRow entry, OwnerKeyRow key, OwnerDetails owner)
    {
        entry.OwnerKeyId = key.Id;
        entry.SealedOwner = _owners.SealText(key, OwnerFile.Write(owner), NameOf(entry, nameof(LedgerRow.SealedOwner)));
    }

    /// <summary>Null when there is none, or the owner was erased.</summary>
    internal OwnerDetails? OpenOwner(LedgerRow entry, IReadOnlyDictionary<long, OwnerKeyRow> keys) =>
        entry is { SealedOwner: { } closed, OwnerKeyId: { } id }
        && keys.GetValueOrDefault(id) is { } key
        && _owners.OpenText(key, closed, NameOf(entry, nameof(LedgerRow.SealedOwner))) is { } text
            ? OwnerFile.Read(text)
            : null;

    internal void SealComputer(LedgerRow entry, CanonicalComputer computer) =>
        entry.SealedComputer = vault.SealText(ComputerFile.Write(computer.ToParameters()), NameOf(entry, nameof(LedgerRow.SealedComputer)));

    internal CanonicalComputer? OpenComputer(LedgerRow entry) => entry.SealedComputer is { } closed
        ? CanonicalComputer.From(ComputerFile.Read(vault.OpenText(closed, NameOf(entry, nameof(LedgerRow.SealedComputer)))))
        : null;

    internal void SealGrounds(LedgerRow entry, Grounds grounds)
    {
        (entry.ActorId, entry.SecondActorId) = (grounds.By, grounds.SecondBy);
        entry.SealedReason = vault.SealText(grounds.Reason, NameOf(entry, nameof(LedgerRow.SealedReason)));
        entry.SealedEvidence = vault.SealText(grounds.Evidence, NameOf(entry, nameof(LedgerRow.SealedEvidence)));
    }

    internal Grounds OpenGrounds(LedgerRow entry) => new(
        entry.SealedReason is { } reason ? vault.OpenText(reason, NameOf(entry, nameof(LedgerRow.SealedReason))) : "",
        entry.SealedEvidence is { } evidence ? vault.OpenText(evidence, NameOf(entry, nameof(LedgerRow.SealedEvidence))) : "",
        entry.ActorId ?? "",
        entry.SecondActorId);

    private static string NameOf(LedgerRow entry, string column) =>
        RowName.Of("Ledger." + column, (entry.Name ?? throw new InvalidOperationException($"Ledger entry {entry.Id} has no name to seal under.")).ToString("D"));
}
