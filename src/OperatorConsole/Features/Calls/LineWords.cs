using Licensing.Dictation;
using Microsoft.Extensions.Localization;

namespace OperatorConsole.Features.Calls;

/// <summary>Why a line's checksum differs, in a sentence for the operator.</summary>
internal static class LineWords
{
    // Beyond this an explanation is a guess among many.
    private const int Believable = 70;

    internal static string? For(IStringLocalizer<CallTexts> texts, LineResult result)
    {
        if (result.Explained is not [{ Cost: <= Believable } likely, ..])
        {
            return null;
        }

        var ordinals = ((string)texts["Place.Ordinals5"]).Split('|');
        return likely.Kind switch
        {
            SuggestionKind.ChecksumMisheard => texts["Line.ChecksumMisheard"],
            SuggestionKind.Swap => texts["Line.Swapped", ordinals[likely.Positions[0] - 1], ordinals[likely.Positions[1] - 1]],
            _ => texts["Line.Typed", ordinals[likely.Positions[0] - 1], Groups.Format(likely.Values[0])],
        };
    }
}
