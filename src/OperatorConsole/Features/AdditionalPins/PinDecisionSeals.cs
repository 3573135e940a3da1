using Data.AdditionalPins;
using Data.Privacy;
using Data.Sealing;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>What a decision keeps sealed.</summary>
internal static class PinDecisionSeals
{
    internal static string NameOf(Guid decision, string column) => RowName.Of("PinDecisions." + column, decision.ToString("D"));

    internal static string Words(this PinDecisionRow decision, OwnerSealing owners, OwnerKeyRow key) => Open(decision, decision.SealedWords, nameof(decision.SealedWords), owners, key) ?? "";

    internal static string Note(this PinDecisionRow decision, OwnerSealing owners, OwnerKeyRow key) => Open(decision, decision.SealedNote, nameof(decision.SealedNote), owners, key) ?? "";

    internal static string? Address(this PinDecisionRow decision, OwnerSealing owners, OwnerKeyRow key) => Open(decision, decision.SealedAddress, nameof(decision.SealedAddress), owners, key);

    private static string? Open(PinDecisionRow decision, byte[]? closed, string column, OwnerSealing owners, OwnerKeyRow key) =>
        closed is null ? null : owners.OpenText(key, closed, NameOf(decision.Name, column));
}
