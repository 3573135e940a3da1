using Data.Mail;
using OperatorConsole.Issuing;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>The letter that a license details file goes out with.</summary>
internal static class LicenseLetter
{
    /// <summary>Kind of the letter.</summary>
    internal const string Kind = "license";

    internal static NewLetter Write(Letters letters, RequestRow request, FileAnswer.Issued issued, string to, string? answers)
    {
        var kit = issued.Weighed.Kit!.Row.Number;
        var letter = letters.Fill(Kind, request.Language, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kit"] = kit,
            ["reference"] = request.Reference,
            ["repeated"] = issued.Repeated,
        });

        return new NewLetter(Kind, to, letter)
        {
            RequestId = request.Id,
            Answers = answers,
            Enclosure = new Enclosure($"license-{kit}.lic", issued.File),
        };
    }
}
