using Licensing.Computers;

namespace Licensing.Files;

/// <summary>Whether a license file holds on a computer.</summary>
public static class LicenseCheck
{
    /// <summary>Signed by a key of the Center that is still believed, and the computer still the one that it is tied to.</summary>
    /// <param name="license">The license.</param>
    /// <param name="here">The computer it is to hold on.</param>
    /// <param name="keys">The Center's keys.</param>
    /// <returns>The first objection; a changed computer comes last, so that it is only said of a license that is otherwise sound.</returns>
    public static LicenseVerdict Of(LicenseDetailsFile license, CanonicalComputer here, CenterKeys keys)
    {
        ArgumentNullException.ThrowIfNull(license);
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.JoseKeys.FirstOrDefault(key => key.Use == JoseUse.Signature && key.Kid == license.Kid) is not { } signer)
        {
            return new LicenseVerdict.KeyUnknown(license.Kid);
        }

        if (!signer.Verifies)
        {
            return new LicenseVerdict.KeyRevoked(signer.Kid);
        }

        if (!license.Verify(signer))
        {
            return new LicenseVerdict.NotSigned(signer.Kid);
        }

        var changes = ComputerComparison.Compare(CanonicalComputer.From(license.Details.Computer), here);
        return changes.Count > 0 ? new LicenseVerdict.ComputerChanged(changes) : new LicenseVerdict.Valid(signer.Kid);
    }
}

/// <summary>What a check of a license file can find. The cases below are all there are.</summary>
public abstract record LicenseVerdict
{
    private LicenseVerdict()
    {
    }

    /// <summary>It holds.</summary>
    /// <param name="Kid">The key that signed it.</param>
    public sealed record Valid(string Kid) : LicenseVerdict;

    /// <summary>The key that it names is none of the Center's: another Center's, or one that was revoked and taken out of the set.</summary>
    /// <param name="Kid">The key that it names.</param>
    public sealed record KeyUnknown(string Kid) : LicenseVerdict;

    /// <summary>The key that signed is revoked.</summary>
    /// <param name="Kid">That key.</param>
    public sealed record KeyRevoked(string Kid) : LicenseVerdict;

    /// <summary>The key that it names did not sign it: it was changed.</summary>
    /// <param name="Kid">The key that it names.</param>
    public sealed record NotSigned(string Kid) : LicenseVerdict;

    /// <summary>The license is sound, but this computer differs from the one that it is tied to.</summary>
    /// <param name="Changes">Every difference.</param>
    public sealed record ComputerChanged(IReadOnlyList<ParameterChange> Changes) : LicenseVerdict;
}
