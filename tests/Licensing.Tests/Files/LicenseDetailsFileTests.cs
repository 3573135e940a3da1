using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;

namespace Licensing.Tests.Files;

/// <summary>License files against another implementation of JOSE, and whether they hold on a computer.</summary>
public sealed class LicenseDetailsFileTests
{
    private static readonly string File = LicenseDetailsFile.Write(SomeRequests.License, SomeKeys.Signer);

    [Fact]
    public void What_we_sign_others_verify_with_the_published_set()
    {
        var set = JsonNode.Parse(CenterKeys.Write(SomeKeys.Public()))!;
        var jwk = set["keys"]!.AsArray().Single(key => key!["kid"]!.GetValue<string>() == SomeKeys.SigningKid)!.AsObject();

        HandMadeJose.Verifies(File, HandMadeJose.PublicKey(jwk)).ShouldBeTrue();
        (jwk["kty"]!.GetValue<string>(), jwk["crv"]!.GetValue<string>(), jwk["use"]!.GetValue<string>(), jwk["alg"]!.GetValue<string>()).ShouldBe(("EC", "P-256", "sig", "ES256"));
        jwk.ContainsKey("d").ShouldBeFalse();
        HandMadeJose.HeaderOf(File).ToJsonString().ShouldBe("""{"alg":"ES256","kid":"file-1","typ":"license\u002Bjwt"}""");
    }

    [Fact]
    public void The_payload_to_the_letter() => Encoding.UTF8.GetString(HandMadeJose.Decoded(File.Split('.')[1])).ShouldBe($$"""
        {"format":"license-details/1","license":"17","requestId":"000102030405060708090a0b0c0d0e0f","kit":"075312509","product":"Drafting board «Про»","type":"singleUser","seats":1,
        "operation":"initial","method":"file","ownerDigest":{{SomeRequests.License.OwnerDigest}},
        "computer":{"osName":"MICROSOFT WINDOWS 10 PRO","osVersion":"10.0","osSerial":"00330-80000-00000-AA123","osInstallDate":"1612345678","host":"SIRENA",
        "motherboard":"ASUSTEK COMPUTER INC. PRIME B450M-A","bios":"UEFI AMERICAN MEGATRENDS INC. 3002","ramMib":16304,
        "cpus":["AUTHENTICAMD|23.113.0|AMD RYZEN 5 3600 6-CORE PROCESSOR"],"nics":["04D9F5123456"],"disks":["SAMSUNG SSD 970 EVO 500GB|S466NX0K123456"],"virtual":false},
        "installOn":null,"issuedAt":"2026-11-24T09:00:00Z"}
        """.ReplaceLineEndings(""));

    [Fact]
    public void What_others_sign_we_verify()
    {
        using var key = ECDsa.Create(SomeKeys.Signing);
        var theirs = HandMadeJose.Sign(Payload().ToJsonString(), key, new JsonObject { ["typ"] = "license+jwt", ["kid"] = SomeKeys.SigningKid, ["alg"] = "ES256" });

        Check(LicenseDetailsFile.Read(theirs)).ShouldBe(new LicenseVerdict.Valid(SomeKeys.SigningKid));
    }

    [Fact]
    public void What_is_written_reads_back_and_holds()
    {
        var server = SomeRequests.License with { Type = LicenseType.Server, Seats = null, InstallOn = new InstallationTarget("srv-1", 1541), Computer = ComputerFile.Canonical(SomeFiles.Computer) };

        var read = LicenseDetailsFile.Read(LicenseDetailsFile.Write(server, SomeKeys.Signer) + "\r\n");

        (read.Details with { Computer = server.Computer }).ShouldBe(server);
        ComputerFile.Write(read.Details.Computer).ShouldBe(ComputerFile.Write(server.Computer));
        Check(read).ShouldBe(new LicenseVerdict.Valid(SomeKeys.SigningKid));
    }

    [Fact]
    public void A_retired_key_verifies_a_revoked_or_unknown_one_does_not()
    {
        var license = LicenseDetailsFile.Read(File);

        Check(license, SomeKeys.Public(KeyState.Retired)).ShouldBeOfType<LicenseVerdict.Valid>();
        Check(license, SomeKeys.Public(KeyState.Revoked)).ShouldBe(new LicenseVerdict.KeyRevoked(SomeKeys.SigningKid));
        Check(license, new CenterKeys()).ShouldBe(new LicenseVerdict.KeyUnknown(SomeKeys.SigningKid));
        Check(license, new CenterKeys { JoseKeys = [JoseKey.Of(SomeKeys.SigningKid, JoseUse.Encryption, SomeKeys.Signing, KeyState.Active)] })
            .ShouldBeOfType<LicenseVerdict.KeyUnknown>();
    }

    [Fact]
    public void Whatever_is_exchanged_is_not_signed()
    {
        var parts = File.Split('.');
        var payload = Payload();
        payload["seats"] = 500;
        parts[1] = HandMadeJose.Encoded(payload.ToJsonString());
        Check(LicenseDetailsFile.Read(string.Join('.', parts))).ShouldBe(new LicenseVerdict.NotSigned(SomeKeys.SigningKid));

        var stranger = LicenseDetailsFile.Write(SomeRequests.License, new SomeKeys.FileSigner(SomeKeys.SigningKid, SomeKeys.Make()));
        Check(LicenseDetailsFile.Read(stranger)).ShouldBe(new LicenseVerdict.NotSigned(SomeKeys.SigningKid));
    }

    [Fact]
    public void A_changed_computer_is_told_parameter_by_parameter_and_an_addition_is_no_change()
    {
        var license = LicenseDetailsFile.Read(File);

        Check(license, here: SomeFiles.Computer with { Host = "Galatea", RamMib = 8192 }).ShouldBeOfType<LicenseVerdict.ComputerChanged>().Changes
            .ShouldBe([new ParameterChange(KeyParameter.Host, "SIRENA", "GALATEA"), new ParameterChange(KeyParameter.Ram, "16304", "8192")]);
        Check(license, here: SomeFiles.Computer with { RamMib = 32768, Nics = [.. SomeFiles.Computer.Nics, "04D9F5999999"] }).ShouldBeOfType<LicenseVerdict.Valid>();
    }

    [Theory]
    [InlineData("format", "\"phone-license/1\"", "format", Expectation.LicenseDetailsFormat)]
    [InlineData("license", "\"\"", "license", Expectation.LicenseId)]
    [InlineData("license", "17", "license", Expectation.Text)]
    [InlineData("requestId", "\"00\"", "requestId", Expectation.RequestId)]
    [InlineData("requestId", "\"000102030405060708090A0B0C0D0E0F\"", "requestId", Expectation.RequestId)]
    [InlineData("kit", "\"0753\"", "kit", Expectation.KitNumber)]
    [InlineData("product", "null", "product", Expectation.ProductName)]
    [InlineData("type", "\"single\"", "type", Expectation.LicenseTypeName)]
    [InlineData("seats", "0", "seats", Expectation.Seats)]
    [InlineData("seats", "null", "seats", Expectation.Seats)]
    [InlineData("type", "\"server\"", "seats", Expectation.Seats)]
    [InlineData("operation", "\"renew\"", "operation", Expectation.OperationName)]
    [InlineData("method", "\"mail\"", "method", Expectation.MethodName)]
    [InlineData("ownerDigest", "994009", "ownerDigest", Expectation.OwnerDigest)]
    [InlineData("ownerDigest", "null", "ownerDigest", Expectation.OwnerDigest)]
    [InlineData("computer", "{ \"nics\": [\"x\"] }", "computer.nics[0]", Expectation.AdapterAddress)]
    [InlineData("installOn", "{ \"server\": \"\" }", "installOn.server", Expectation.ServerAddress)]
    [InlineData("issuedAt", "\"today\"", "issuedAt", Expectation.Time)]
    [InlineData("pin", "\"\"", "pin", Expectation.NoSuchMember)]
    public void A_fault_names_the_member_and_what_was_expected(string name, string json, string member, Expectation expectation)
    {
        var payload = Payload();
        payload[name] = JsonNode.Parse(json);
        var parts = File.Split('.');
        parts[1] = HandMadeJose.Encoded(payload.ToJsonString());

        FileMemberTests.Fault(() => LicenseDetailsFile.Read(string.Join('.', parts))).ShouldBe((member, expectation));
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"file-1","typ":"license+jwt"}""", "header.alg", Expectation.SignatureAlgorithm)]
    [InlineData("""{"alg":"HS256","kid":"file-1","typ":"license+jwt"}""", "header.alg", Expectation.SignatureAlgorithm)]
    [InlineData("""{"alg":"ES256","kid":"file-1","typ":"JWT"}""", "header.typ", Expectation.LicenseTokenType)]
    [InlineData("""{"alg":"ES256","typ":"license+jwt"}""", "header.kid", Expectation.SignatureKeyId)]
    [InlineData("""{"alg":"ES256","kid":"file-1","typ":"license+jwt","jwk":{}}""", "header.jwk", Expectation.NoSuchMember)]
    [InlineData("""{"alg":"ES256","kid":"file-1","typ":"license+jwt","b64":false,"crit":["b64"]}""", "header.b64", Expectation.NoSuchMember)]
    [InlineData("""{"alg":"ES256","alg":"none"}""", "header.alg", Expectation.OnlyOnce)]
    [InlineData("[]", "header", Expectation.JsonObject)]
    [InlineData("{", "header", Expectation.Json)]
    public void A_header_that_asks_for_something_else_is_refused_by_name(string header, string member, Expectation expectation) =>
        FileMemberTests.Fault(() => LicenseDetailsFile.Read($"{HandMadeJose.Encoded(header)}{File[File.IndexOf('.', StringComparison.Ordinal)..]}")).ShouldBe((member, expectation));

    [Fact]
    public void What_is_no_signed_file_is_refused_as_a_whole()
    {
        foreach (var text in new[] { "", "{}", "a.b", File + ".", File + "A", File[..^1], File.Replace(".", "..", StringComparison.Ordinal), File + "=" })
        {
            FileMemberTests.Fault(() => LicenseDetailsFile.Read(text)).ShouldBe(("", Expectation.SignedForm), text);
        }

        FileMemberTests.Fault(() => LicenseDetailsFile.Read(new string('A', 70_000))).ShouldBe(("", Expectation.FileSize));
    }

    [Fact]
    public void A_second_spelling_of_the_signature_is_refused()
    {
        // 64 bytes leave four bits of the last character over: a lax decoder takes sixteen spellings for one.
        var last = File[^1];
        var next = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var other = next[next.IndexOf(last, StringComparison.Ordinal) + 1];

        FileMemberTests.Fault(() => LicenseDetailsFile.Read(File[..^1] + other)).ShouldBe(("", Expectation.SignedForm));
    }

    private static JsonObject Payload() => JsonNode.Parse(HandMadeJose.Decoded(File.Split('.')[1]))!.AsObject();

    private static LicenseVerdict Check(LicenseDetailsFile license, CenterKeys? keys = null, KeyParameters? here = null) =>
        LicenseCheck.Of(license, CanonicalComputer.From(here ?? SomeFiles.Computer), keys ?? SomeKeys.Public());
}
