using Data;
using Data.Sealing;
using Data.Violations;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Features.Violations;

/// <summary>Writes a supervisor's question to the address on record, within the transaction of the decision.</summary>
internal sealed class AskCustomer(OwnerSealing owners, QueueLetter queue, Letters letters)
{
    private const string Kind = "case-question";

    /// <summary>The address on record of the kit's latest license; null where there is none.</summary>
    internal static string? AddressOf(LoadedKit kit) => kit.History.Live.OrderByDescending(l => l.At).Select(l => l.AddressOnRecord).FirstOrDefault(a => a is not null);

    /// <summary>The language of the question: that of the owner's details.</summary>
    internal static string LanguageOf(LoadedKit kit)
    {
        var owner = kit.History.Live.Select(l => l.Owner).FirstOrDefault(o => o is not null);
        return $"{owner?.Organization}{owner?.LastName}{owner?.Town}".Any(c => c is >= 'Ѐ' and <= 'ӿ') ? "ru" : "en";
    }

    /// <summary>Whether it was written.</summary>
    internal async Task<bool> WriteAsync(CenterDb db, LoadedKit kit, CaseRow one, string question)
    {
        if (AddressOf(kit) is not { } address)
        {
            return false;
        }

        queue.Add(db, await OwnerKeys.OfAsync(db, owners, kit), new NewLetter(Kind, address, letters.Fill(Kind, LanguageOf(kit), new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kit"] = kit.Row.Number,
            ["reference"] = one.Reference,
            ["question"] = question,
        }))
        {
            CaseId = one.Id,
        });
        return true;
    }
}
