using Licensing.Files;

namespace LicenseClient;

/// <summary>A license as its file has it: acquired by phone, or signed as a file. One of the two is there.</summary>
/// <param name="Phone">By phone.</param>
/// <param name="Signed">Signed.</param>
internal sealed record AnyLicense(PhoneLicense? Phone, LicenseDetailsFile? Signed)
{
    /// <summary>Equal for copies of one license, and only for them.</summary>
    internal string Identity => Phone is { } phone ? PhoneLicenseFile.Write(phone)
        : Signed is { Details: var details } ? $"{details.Kit.Digits} {details.License}"
        : "";

    /// <summary>Reads a license of either kind.</summary>
    /// <exception cref="FileFormatException">It is neither, or a member is not what it should be.</exception>
    internal static AnyLicense Read(string text) => text.TrimStart('\uFEFF').TrimStart().StartsWith('{')
        ? new AnyLicense(PhoneLicenseFile.Read(text), null)
        : new AnyLicense(null, LicenseDetailsFile.Read(text));
}
