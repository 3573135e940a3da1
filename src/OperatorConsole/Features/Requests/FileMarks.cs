using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Requests;

/// <summary>How something that a request says stands to what the Center knows.</summary>
public enum FactMark
{
    /// <summary>The Center knows the same.</summary>
    Matches,

    /// <summary>The Center knows something else.</summary>
    Differs,

    /// <summary>It is not said, or the Center knows nothing to hold it against.</summary>
    Missing,
}

/// <summary>A mark for every fact of a request file.</summary>
/// <param name="Operation">What is asked for, held against the PIN code's state.</param>
/// <param name="Kit">The kit number, against the kit of the PIN code.</param>
/// <param name="Pin">The PIN codes, against that kit's.</param>
/// <param name="Owner">The license owner, against the one on record.</param>
/// <param name="Created">When the file was made.</param>
/// <param name="Computer">The key parameters, against those at acquisition.</param>
public sealed record FileMarks(FactMark Operation, FactMark Kit, FactMark Pin, FactMark Owner, FactMark Created, FactMark Computer)
{
    // A clock of a customer's computer may go wrong by so much without meaning anything.
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>Name of the owner on record, where it is another; of the record's other fields nothing is shown.</summary>
    public string? NameOnRecord { get; init; }

    /// <summary>Fields of the owner that differ.</summary>
    public IReadOnlyList<OwnerField> OwnerFields { get; init; } = [];

    /// <summary>The marks of a file.</summary>
    internal static FileMarks Of(LicenseRequestFile file, LoadedKit? kit, Decision? decision, IReadOnlyList<ParameterView> parameters, DateTimeOffset now)
    {
        var (owner, recorded, fields) = OwnerOf(file, kit);
        var (given, known) = (KitCompany.NameOf(file.Owner), recorded is null ? "" : KitCompany.NameOf(recorded));
        return new FileMarks(
            OperationOf(file, kit, decision),
            kit is null ? FactMark.Missing : Mark(kit.Row.Number == file.Kit.Digits),
            kit is null ? FactMark.Missing : Mark(IsOf(kit, file.Pin) && (file.CurrentPin is not { } current || IsOf(kit, current))),
            owner,
            file.Created is not { } created ? FactMark.Missing : Mark(created <= now + Tolerance),
            parameters.All(p => p.Then is null) ? FactMark.Missing : Mark(!parameters.Any(p => p.Changed)))
        {
            NameOnRecord = owner == FactMark.Differs && known.Length > 0 && known != given ? known : null,
            OwnerFields = fields,
        };
    }

    // The first license wants an unused PIN code, a restoration one that carries a license.
    private static FactMark OperationOf(LicenseRequestFile file, LoadedKit? kit, Decision? decision)
    {
        if (kit is null)
        {
            return FactMark.Missing;
        }

        var history = kit.History;
        return Mark(decision is Repeated || IsOf(kit, file.Pin) && (file.Operation switch
        {
            Licensing.Acquisitions.Operation.Initial => history.StateOf(file.Pin) == PinState.Unused,
            Licensing.Acquisitions.Operation.Restore => history.LiveOn(file.Pin) is not null,
            Licensing.Acquisitions.Operation.RestoreWithSpare => history.StateOf(file.Pin) == PinState.Unused && file.CurrentPin is { } current && history.LiveOn(current) is not null,
        }));
    }

    // The owner of the license that is concerned; before the first one with that PIN code, of the kit's latest.
    private static (FactMark Mark, OwnerDetails? Recorded, IReadOnlyList<OwnerField> Fields) OwnerOf(LicenseRequestFile file, LoadedKit? kit)
    {
        var live = kit?.History.LiveOn(file.CurrentPin ?? file.Pin);
        if ((live is null ? kit?.History.Live.Select(l => l.Owner).OfType<OwnerDetails>().LastOrDefault() : live.Owner) is { } recorded)
        {
            var differences = OwnerNearMatch.Compare(recorded, file.Owner);
            return (Mark(differences.Count == 0), recorded, [.. differences.Select(d => d.Field)]);
        }

        // A dictated license left a digest alone: the same or not, but not what is another.
        return (live is null ? FactMark.Missing : Mark(live.OwnerDigest == file.Owner.DigestFor(file.Kit)), null, []);
    }

    private static bool IsOf(LoadedKit kit, PinCode pin) => kit.History.Kit.Pins.Any(p => p.Code == pin);

    private static FactMark Mark(bool matches) => matches ? FactMark.Matches : FactMark.Differs;
}
