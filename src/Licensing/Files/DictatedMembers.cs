using System.Text.Json;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Files;

/// <summary>Members that files of the phone method have in common: kit, rows of a request, lines of an answer.</summary>
internal static class DictatedMembers
{
    private const int RowLength = 4;

    /// <summary>Kits older than the check digit are kept too: only the shape is asked for.</summary>
    internal static KitNumber Kit(this StrictObject file, string member)
    {
        var digits = file.Text(member);
        return digits.Length is 9 or 10 && digits.All(char.IsAsciiDigit)
            ? KitNumber.Stored(digits)
            : throw file.Fault(member, Expectation.KitNumber);
    }

    internal static int[] Request(this StrictObject file, string member)
    {
        if (!Legal(string.Join(' ', file.Texts(member)), Groups.RequestLength, out var groups))
        {
            throw file.Fault(member, Expectation.RequestGroups);
        }

        return RequestCode.Read([.. groups, Checks.Request(groups)], out _).Count == 0
            ? groups
            : throw file.Fault(member, Expectation.RequestChecks);
    }

    internal static PhoneAnswer Answer(this StrictObject file, string member) =>
        Legal(string.Join(' ', file.Texts(member)), Groups.AnswerLength, out var groups)
            ? PhoneAnswer.FromGroups(groups)
            : throw file.Fault(member, Expectation.AnswerGroups);

    internal static void WriteRequest(this Utf8JsonWriter writer, string member, IReadOnlyList<int> groups) =>
        writer.WriteTexts(member, groups.Chunk(RowLength).Select(row => Groups.Format(row)));

    internal static bool Legal(string text, int count, out int[] groups) =>
        Groups.TryParse(text, out groups) && groups.Length == count && Array.TrueForAll(groups, group => group < Groups.Modulus);
}
