using Data;
using Data.Acquisitions;
using Data.Kits;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Owners;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>What a proposal keeps sealed, and the correction that it stands for.</summary>
internal sealed class ProposalContent(Vault vault, OwnerSealing owners)
{
    private readonly LedgerSeals _ledger = new(vault);

    internal ProposalRow Row(LoadedKit kit, Wanted wanted, string requesterId, DateTimeOffset at)
    {
        var name = Guid.CreateVersion7(at);
        return new ProposalRow
        {
            KitId = kit.Row.Id,
            Kind = wanted.Kind,
            LicenseId = wanted.License,
            UndoneId = wanted.Undone,
            SeenId = wanted.Seen,
            RequestedById = requesterId,
            RequestedAt = at,
            Name = name,
            SealedReason = vault.SealText(wanted.Reason, NameOf(name, nameof(ProposalRow.SealedReason))),
            SealedEvidence = vault.SealText(wanted.Evidence, NameOf(name, nameof(ProposalRow.SealedEvidence))),
            SealedComputer = wanted.Computer is { } computer ? vault.SealText(ComputerFile.Write(computer), NameOf(name, nameof(ProposalRow.SealedComputer))) : null,
            Stamp = name,
        };
    }

    internal void SealOwner(ProposalRow row, OwnerKeyRow key, OwnerDetails owner)
    {
        row.OwnerKeyId = key.Id;
        row.SealedOwner = owners.SealText(key, OwnerFile.Write(owner), NameOf(row.Name, nameof(ProposalRow.SealedOwner)));
    }

    /// <summary>The proposal as it was asked for; the owner is missing where it was erased since.</summary>
    internal async Task<Wanted> OpenAsync(CenterDb db, ProposalRow row)
    {
        var key = row.OwnerKeyId is { } id ? await db.OwnerKeys.FindAsync(id) : null;
        return new Wanted(
            row.Kind,
            vault.OpenText(row.SealedReason, NameOf(row.Name, nameof(ProposalRow.SealedReason))),
            vault.OpenText(row.SealedEvidence, NameOf(row.Name, nameof(ProposalRow.SealedEvidence))))
        {
            License = row.LicenseId,
            Undone = row.UndoneId,
            Seen = row.SeenId,
            Owner = key is not null && row.SealedOwner is { } closed && owners.OpenText(key, closed, NameOf(row.Name, nameof(ProposalRow.SealedOwner))) is { } owner
                ? OwnerFile.Read(owner)
                : null,
            Computer = row.SealedComputer is { } computer ? ComputerFile.Read(vault.OpenText(computer, NameOf(row.Name, nameof(ProposalRow.SealedComputer)))) : null,
        };
    }

    /// <summary>The correction; null when a part of it is missing.</summary>
    internal Correction? Correction(LoadedKit kit, Wanted wanted, Grounds grounds) => (wanted.Kind, wanted) switch
    {
        (LedgerKind.AcquisitionAnnulled, { License: { } license }) => new AcquisitionAnnulled(default, license, grounds),
        (LedgerKind.OwnerCorrected, { License: { } license, Owner: { } owner }) =>
            new OwnerCorrected(default, license, owner.DigestFor(kit.History.Kit.Number), grounds) { Owner = owner },
        (LedgerKind.KitTransferred, { Owner: { } owner }) => new KitTransferred(default, owner.DigestFor(kit.History.Kit.Number), grounds) { Owner = owner },
        (LedgerKind.KitRefunded, _) => new KitRefunded(default, grounds),
        (LedgerKind.ComputerAccepted, { License: { } license }) => ComputerOf(kit, wanted) is ({ } sketch, var computer)
            ? new ComputerAccepted(default, license, sketch, grounds) { Computer = computer }
            : null,
        (LedgerKind.CorrectionUndone, { Undone: { } undone }) => new CorrectionUndone(default, undone, grounds),
        _ => null,
    };

    /// <summary>The computer to be accepted, as far as it is known.</summary>
    internal (Sketch? Sketch, CanonicalComputer? Computer) ComputerOf(LoadedKit kit, Wanted wanted)
    {
        var computer = wanted.Computer is { } file ? CanonicalComputer.From(file) : null;
        if (computer is null && wanted.Seen is { } seen && kit.Ledger.FirstOrDefault(e => e.Id == seen && e.Kind == LedgerKind.Request) is { } entry)
        {
            computer = _ledger.OpenComputer(entry);
            return (LedgerFacts.SketchOf(entry) ?? SketchOf(computer), computer);
        }

        return (SketchOf(computer), computer);

        Sketch? SketchOf(CanonicalComputer? known) => known is null ? null : Sketch.Of(known, kit.History.Kit.Number);
    }

    private static string NameOf(Guid name, string column) => RowName.Of("Proposals." + column, name.ToString("D"));
}
