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
    public void A_key_file_with_any_one_byte_spoiled_or_its_end_cut_off_is_refused_in_words_and_with_no_other_fault()
    {
        var right = Key.ToSpki();
        for (var at = 0; at < right.Length; at++)
        {
            ReadsOrIsRefused(right[..at]);
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                var spoiled = (byte[])right.Clone();
                spoiled[at] = (byte)value;
                ReadsOrIsRefused(spoiled);
            }
        }
    }

    [Fact]
    public void Any_other_bytes_are_refused_in_words_and_with_no_other_fault() =>
        Gen.Byte.Array[0, 90].Sample(bytes =>
        {
            ReadsOrIsRefused(bytes);
            ReadsOrIsRefused([.. Key.ToSpki()[..22], .. bytes]);
        }, iter: 3_000);

    private static void ReadsOrIsRefused(byte[] der)
    {
        try
        {
            PhoneVerificationKey.FromSpki(der).ToSpki().ShouldNotBeEmpty();
        }
        catch (FormatException fault)
        {
            fault.Message.ShouldStartWith("The key is not");
        }
    }
}
