using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Licensing.Files;

namespace Licensing.Tests.Files;

/// <summary>Request files against another implementation of JOSE, in both directions.</summary>
public sealed class EncryptedRequestTests
{
    private static readonly string Plain = LicenseRequestFile.Write(SomeRequests.Request);

    [Fact]
    public void The_other_implementation_agrees_with_the_example_of_rfc_7518()
    {
        var alice = Jwk("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps", "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
        var bob = Jwk("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck", "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
        using var mine = ECDiffieHellman.Create(alice);
        using var theirs = ECDiffieHellman.Create(bob);

        HandMadeJose.Encoded(HandMadeJose.Agreed(mine.DeriveRawSecretAgreement(theirs.PublicKey), "A128GCM", "Alice"u8.ToArray(), "Bob"u8.ToArray(), 128))
            .ShouldBe("VqqN6vgjbSBcIijNcacQGg");
    }

    [Fact]
    public void What_we_encrypt_others_open()
    {
        var file = EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts);
        using var key = ECDiffieHellman.Create(SomeKeys.Encryption);

        HandMadeJose.Decrypt(file, key).ShouldBe(Plain);
        var header = HandMadeJose.HeaderOf(file);
        header.Select(member => member.Key).Order(StringComparer.Ordinal).ShouldBe(["alg", "cty", "enc", "epk", "kid"]);
        header["alg"]!.GetValue<string>().ShouldBe("ECDH-ES");
        header["enc"]!.GetValue<string>().ShouldBe("A256GCM");
        header["kid"]!.GetValue<string>().ShouldBe(SomeKeys.EncryptionKid);
        header["cty"]!.GetValue<string>().ShouldBe("license-request+json");
        file.ShouldNotContain("746185858112352");
    }

    [Fact]
    public void What_others_encrypt_we_open()
    {
        Read(HandMadeJose.Encrypt(Plain, SomeKeys.Encryption, Header())).ToCanonical().ShouldBe(SomeRequests.Request.ToCanonical());
        Read(HandMadeJose.Encrypt(Plain, SomeKeys.Encryption, Header(), "program"u8.ToArray(), "center"u8.ToArray())).ToCanonical()
            .ShouldBe(SomeRequests.Request.ToCanonical());
    }

    [Fact]
    public void Two_encryptions_of_a_request_differ_and_are_the_same_request()
    {
        var (one, other) = (EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts), EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts));

        one.ShouldNotBe(other);
        Read(one).ToCanonical().ShouldBe(Read(other).ToCanonical());
    }

    [Fact]
    public void A_plain_file_is_taken_too_with_what_editors_add_to_it()
    {
        Read(Plain).ToCanonical().ShouldBe(SomeRequests.Request.ToCanonical());
        Read("\uFEFF\r\n" + Plain + "\r\n").ToCanonical().ShouldBe(SomeRequests.Request.ToCanonical());
        Read(" " + EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts) + "\n").ToCanonical().ShouldBe(SomeRequests.Request.ToCanonical());
    }

    [Theory]
    [InlineData("alg", "\"ECDH-ES+A256KW\"", "header.alg", Expectation.KeyAgreement)]
    [InlineData("alg", "\"dir\"", "header.alg", Expectation.KeyAgreement)]
    [InlineData("alg", "\"none\"", "header.alg", Expectation.KeyAgreement)]
    [InlineData("enc", "\"A128GCM\"", "header.enc", Expectation.ContentEncryption)]
    [InlineData("cty", "\"JWT\"", "header.cty", Expectation.RequestContentType)]
    [InlineData("zip", "\"DEF\"", "header.zip", Expectation.NoSuchMember)]
    [InlineData("crit", "[\"exp\"]", "header.crit", Expectation.NoSuchMember)]
    [InlineData("kid", "\"encryption-2\"", "header.kid", Expectation.EncryptionKeyId)]
    [InlineData("kid", null, "header.kid", Expectation.EncryptionKeyId)]
    [InlineData("kid", "7", "header.kid", Expectation.Text)]
    [InlineData("epk", null, "header.epk.kty", Expectation.PointOnP256)]
    [InlineData("epk", """{ "kty": "EC", "crv": "P-384", "x": "", "y": "" }""", "header.epk.crv", Expectation.PointOnP256)]
    [InlineData("epk", """{ "kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA" }""", "header.epk.x", Expectation.PointOnP256)]
    [InlineData("apu", "\"!\"", "header.apu", Expectation.Base64Url)]
    public void A_header_that_asks_for_something_else_is_refused_by_name(string name, string? json, string member, Expectation expectation)
    {
        var parts = EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts).Split('.');
        var header = HandMadeJose.HeaderOf(parts[0]);
        header.Remove(name);
        if (json is not null)
        {
            header[name] = JsonNode.Parse(json);
        }

        parts[0] = HandMadeJose.Encoded(header.ToJsonString());
        FileMemberTests.Fault(() => Read(string.Join('.', parts))).ShouldBe((member, expectation));
    }

    [Fact]
    public void A_point_beside_the_curve_is_refused_before_a_key_is_touched()
    {
        var header = HandMadeJose.HeaderOf(EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts));
        var x = HandMadeJose.Decoded(header["epk"]!["x"]!.GetValue<string>());
        x[31] ^= 1;
        header["epk"]!["x"] = HandMadeJose.Encoded(x);

        FileMemberTests.Fault(() => Read($"{HandMadeJose.Encoded(header.ToJsonString())}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"))
            .ShouldBe(("header.epk.x", Expectation.PointOnP256));
    }

    [Fact]
    public void A_changed_part_does_not_open()
    {
        var parts = EncryptedRequest.Write(SomeRequests.Request, SomeKeys.Encrypts).Split('.');
        foreach (var part in new[] { 2, 3, 4 })
        {
            var bytes = HandMadeJose.Decoded(parts[part]);
            bytes[0] ^= 1;
            var changed = parts.ToArray();
            changed[part] = HandMadeJose.Encoded(bytes);
            FileMemberTests.Fault(() => Read(string.Join('.', changed))).ShouldBe(("", Expectation.OpensWithItsKey));
        }

        // The header is authenticated too: even another order of its members is noticed.
        var header = HandMadeJose.HeaderOf(parts[0]);
        var turned = new JsonObject(header.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        FileMemberTests.Fault(() => Read($"{HandMadeJose.Encoded(turned.ToJsonString())}.{string.Join('.', parts[1..])}")).ShouldBe(("", Expectation.OpensWithItsKey));
    }

    [Fact]
    public void A_file_for_another_key_of_the_same_name_does_not_open() =>
        FileMemberTests.Fault(() => Read(EncryptedRequest.Write(SomeRequests.Request, JoseKey.Of(SomeKeys.EncryptionKid, JoseUse.Encryption, SomeKeys.Make(), KeyState.Active))))
            .ShouldBe(("", Expectation.OpensWithItsKey));

    [Fact]
    public void A_fault_inside_names_the_member() =>
        FileMemberTests.Fault(() => Read(HandMadeJose.Encrypt("""{ "format": "license-request/1", "colour": 1 }""", SomeKeys.Encryption, Header())))
            .ShouldBe(("colour", Expectation.NoSuchMember));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("e30.YQ.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("e30..AAAAAAAAAAAAAAA=.AAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("e30..AAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_neither_json_nor_encrypted_is_refused_as_a_whole(string text) =>
        FileMemberTests.Fault(() => Read(text)).ShouldBe(("", Expectation.EncryptedForm));

    [Fact]
    public void What_is_too_large_or_no_text_is_refused_as_a_whole()
    {
        FileMemberTests.Fault(() => Read(Plain + new string(' ', 64 * 1024))).ShouldBe(("", Expectation.FileSize));
        Read(Plain.PadRight(64 * 1024 - (Encoding.UTF8.GetByteCount(Plain) - Plain.Length))).ShouldNotBeNull();
        FileMemberTests.Fault(() => EncryptedRequest.Read([0xFF, 0xFE, 0x00], SomeKeys.Opener)).ShouldBe(("", Expectation.Utf8));
        FileMemberTests.Fault(() => Read("/w..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA")).ShouldBe(("", Expectation.EncryptedForm));
        FileMemberTests.Fault(() => Read("_w..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA")).ShouldBe(("header", Expectation.Utf8));
    }

    internal static LicenseRequestFile Read(string text) => EncryptedRequest.Read(Encoding.UTF8.GetBytes(text), SomeKeys.Opener);

    internal static JsonObject Header() => new()
    {
        ["alg"] = "ECDH-ES",
        ["enc"] = "A256GCM",
        ["kid"] = SomeKeys.EncryptionKid,
        ["cty"] = "license-request+json",
    };

    private static ECParameters Jwk(string x, string y, string d) => HandMadeJose.PublicKey(new JsonObject { ["x"] = x, ["y"] = y, ["d"] = d });
}
