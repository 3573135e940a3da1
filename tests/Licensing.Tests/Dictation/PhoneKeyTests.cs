using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

public sealed class PhoneKeyTests
{
    private static readonly PhoneVerificationKey Key = PhoneSigningKey.FromHex("01").Public;

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFF16A2E0B8F03E13DD29455C5C2A3D")]
    [InlineData("10000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_private_number_of_the_curve_is_refused(string hex) =>
        Should.Throw<FormatException>(() => PhoneSigningKey.FromHex(hex));

    [Fact]
    public void The_largest_private_number_is_one() =>
        PhoneSigningKey.FromHex("FFFFFFFFFFFFFFFFFFFFFFFFFFFF16A2E0B8F03E13DD29455C5C2A3C").ToHex().Length.ShouldBe(56);

    [Fact]
    public void A_key_of_another_curve_or_kind_is_refused()
    {
        using var ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var rsa = System.Security.Cryptography.RSA.Create(1024);

        Should.Throw<FormatException>(() => PhoneVerificationKey.FromSpki(ec.ExportSubjectPublicKeyInfo())).Message.ShouldContain("P-224");
        Should.Throw<FormatException>(() => PhoneVerificationKey.FromSpki(rsa.ExportSubjectPublicKeyInfo())).Message.ShouldContain("P-224");
    }

    [Fact]
    public void A_spoiled_key_file_is_refused_in_words_and_never_with_another_fault() =>
        Gen.Select(Gen.Int[0, Key.ToSpki().Length], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            var der = Key.ToSpki();
            if (cut)
            {
                der = der[..at];
            }
            else if (at < der.Length)
            {
                der[at] = value;
            }

            try
            {
                PhoneVerificationKey.FromSpki(der).ToSpki().ShouldNotBeEmpty();
            }
            catch (FormatException fault)
            {
                fault.Message.ShouldStartWith("The key is not");
            }
        }, iter: 3_000);
}
