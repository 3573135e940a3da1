using Licensing.Dictation;

namespace Licensing.Files;

/// <summary>A license acquired by phone as its <c>.lic</c> file. Formats, section 2.</summary>
/// <remarks>It holds the PIN, and every user of the computer can read it.</remarks>
public static class PhoneLicenseFile
{
    /// <summary>The mark of the format.</summary>
    public const string Format = "phone-license/1";

    /// <summary>Reads a license; whether it holds is the question of <see cref="PhoneLicense.Check"/>.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FileFormatException">A member is unknown or not what it should be.</exception>
    public static PhoneLicense Read(string json) => StrictObject.Read(json, ["format", "kit", "request", "answer", "computer", "owner"], file =>
    {
        if (file.Text("format") != Format)
        {
            throw file.Fault("format", Expectation.PhoneLicenseFormat);
        }

        return new PhoneLicense(
            file.Kit("kit"),
            file.Request("request"),
            file.Answer("answer"),
            ComputerFile.Read(file.Below("computer", ComputerFile.Members)),
            OwnerFile.Read(file.Below("owner", OwnerFile.Members)));
    });

    /// <summary>Writes a license, the computer in the spelling in which it is compared.</summary>
    /// <param name="license">The license.</param>
    public static string Write(PhoneLicense license)
    {
        ArgumentNullException.ThrowIfNull(license);
        return JsonText.Write(writer =>
        {
            writer.WriteString("format", Format);
            writer.WriteString("kit", license.Kit.Digits);
            writer.WriteRequest("request", license.Request);
            writer.WriteTexts("answer", Enumerable.Range(1, Groups.AnswerLines).Select(line => Groups.Format(license.Answer.Line(line))));
            writer.WriteObject("computer", w => ComputerFile.WriteMembers(w, ComputerFile.Canonical(license.Computer)));
            writer.WriteObject("owner", w => OwnerFile.WriteMembers(w, license.Owner));
        });
    }
}
