using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Files;

/// <summary>A license acquired by phone: the request, the Center's answer, and in full what the request only sketches. Dictation codes, section 1.7.</summary>
/// <param name="Kit">The kit.</param>
/// <param name="Request">The 16 groups that were dictated. They hold the PIN.</param>
/// <param name="Answer">The 45 groups that came back.</param>
/// <param name="Computer">The computer at acquisition.</param>
/// <param name="Owner">The owner at acquisition.</param>
public sealed record PhoneLicense(KitNumber Kit, IReadOnlyList<int> Request, PhoneAnswer Answer, KeyParameters Computer, OwnerDetails Owner)
{
    /// <summary>Whether the license holds on a computer: signed by the Center, nothing in it exchanged, and the computer still the same.</summary>
    /// <param name="license">The license.</param>
    /// <param name="here">The computer it is to hold on.</param>
    /// <param name="keys">The Center's keys.</param>
    /// <returns>The first objection; a changed computer comes last, so that it is only said of a license that is otherwise sound.</returns>
    public static PhoneLicenseVerdict Check(PhoneLicense license, CanonicalComputer here, CenterKeys keys)
    {
        ArgumentNullException.ThrowIfNull(license);
        ArgumentNullException.ThrowIfNull(keys);
        int[] groups = [.. license.Request];
        var statement = PhoneStatement.For(license.Kit, groups);
        if (keys.SignerOf(statement, license.Answer) is not { } signer)
        {
            return new PhoneLicenseVerdict.NotSigned();
        }

        if (!signer.Verifies)
        {
            return new PhoneLicenseVerdict.KeyRevoked(signer.Kid);
        }

        if (RequestCode.Read([.. groups, Checks.Request(groups)], out var request).Count > 0 || request is null)
        {
            return new PhoneLicenseVerdict.NotSigned();
        }

        var acquired = CanonicalComputer.From(license.Computer);
        if (Sketch.Of(acquired, license.Kit) != request.Sketch)
        {
            return new PhoneLicenseVerdict.ComputerExchanged();
        }

        if (license.Owner.DigestFor(license.Kit) != request.OwnerDigest)
        {
            return new PhoneLicenseVerdict.OwnerExchanged();
        }

        var changes = ComputerComparison.Compare(acquired, here);
        return changes.Count > 0 ? new PhoneLicenseVerdict.ComputerChanged(changes) : new PhoneLicenseVerdict.Valid(signer.Kid);
    }
}

/// <summary>What a check of a license by phone can find. The cases below are all there are.</summary>
public abstract record PhoneLicenseVerdict
{
    private PhoneLicenseVerdict()
    {
    }

    /// <summary>It holds.</summary>
    /// <param name="Kid">The key that signed it.</param>
    public sealed record Valid(string Kid) : PhoneLicenseVerdict;

    /// <summary>None of the Center's keys signed this answer to this request.</summary>
    public sealed record NotSigned : PhoneLicenseVerdict;

    /// <summary>The key that signed is revoked.</summary>
    /// <param name="Kid">That key.</param>
    public sealed record KeyRevoked(string Kid) : PhoneLicenseVerdict;

    /// <summary>The computer in the file is not the one that the signed request sketches.</summary>
    public sealed record ComputerExchanged : PhoneLicenseVerdict;

    /// <summary>The owner in the file is not the one of the signed request.</summary>
    public sealed record OwnerExchanged : PhoneLicenseVerdict;

    /// <summary>The license is sound, but this computer differs from the one at acquisition.</summary>
    /// <param name="Changes">Every difference.</param>
    public sealed record ComputerChanged(IReadOnlyList<ParameterChange> Changes) : PhoneLicenseVerdict;
}
