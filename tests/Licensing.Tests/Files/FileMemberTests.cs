using Licensing.Files;
using Licensing.Owners;

namespace Licensing.Tests.Files;

public sealed class FileMemberTests
{
    [Fact]
    public void Missing_and_null_members_read_as_empty()
    {
        OwnerFile.Read("""{ "town": null, "house": "1" }""").ShouldBe(new OwnerDetails { House = "1" });
        ComputerFile.Read("""{ "cpus": null, "ramMib": null, "virtual": null }""").Cpus.ShouldBeEmpty();
        CenterKeys.Read("{}").PhoneKeys.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_reads_back_as_it_counts()
    {
        var owner = SomeFiles.Owner with { Town = "  Тверь\u00A0 город ", Organization = "ООО «Ромашка»" };

        var read = OwnerFile.Read(OwnerFile.Write(owner));

        read.ShouldBe(owner.Cleaned());
        read.Town.ShouldBe("Тверь город");
        OwnerFile.Write(owner).ShouldContain("ООО «Ромашка»");
        ComputerFile.Write(ComputerFile.Read(ComputerFile.Write(SomeFiles.Computer))).ShouldBe(ComputerFile.Write(SomeFiles.Computer));
    }

    [Fact]
    public void A_byte_order_mark_says_nothing() => OwnerFile.Read("\uFEFF{\"house\":\"1\"}").House.ShouldBe("1");

    [Theory]
    [InlineData("{", "", Expectation.Json)]
    [InlineData("{} {}", "", Expectation.Json)]
    [InlineData("[]", "", Expectation.JsonObject)]
    [InlineData("""{ "colour": "red" }""", "colour", Expectation.NoSuchMember)]
    [InlineData("""{ "Town": "Tver" }""", "Town", Expectation.NoSuchMember)]
    [InlineData("""{ "town": "Tver", "town": "Tver" }""", "town", Expectation.OnlyOnce)]
    [InlineData("""{ "town": 5 }""", "town", Expectation.Text)]
    [InlineData("""{ "town": "\ud83d" }""", "town", Expectation.WholeCharacters)]
    [InlineData("""{ "kind": "firm" }""", "kind", Expectation.OwnerKind)]
    public void A_fault_of_an_owner_file_names_the_member(string json, string member, Expectation expectation) =>
        Fault(() => OwnerFile.Read(json)).ShouldBe((member, expectation));

    [Theory]
    [InlineData("""{ "ramMib": "16304" }""", "ramMib", Expectation.MemorySize)]
    [InlineData("""{ "ramMib": -1 }""", "ramMib", Expectation.MemorySize)]
    [InlineData("""{ "ramMib": 1.5 }""", "ramMib", Expectation.MemorySize)]
    [InlineData("""{ "ramMib": 4294967296 }""", "ramMib", Expectation.MemorySize)]
    [InlineData("""{ "cpus": "one" }""", "cpus", Expectation.TextList)]
    [InlineData("""{ "cpus": ["one", null] }""", "cpus[1]", Expectation.Text)]
    [InlineData("""{ "nics": ["04-D9-F5-12-34-56", "04-D9"] }""", "nics[1]", Expectation.AdapterAddress)]
    [InlineData("""{ "virtual": "no" }""", "virtual", Expectation.TrueOrFalse)]
    public void A_fault_of_a_computer_file_names_the_member(string json, string member, Expectation expectation) =>
        Fault(() => ComputerFile.Read(json)).ShouldBe((member, expectation));

    [Theory]
    [InlineData("""{ "phoneKeys": {} }""", "phoneKeys", Expectation.ObjectList)]
    [InlineData("""{ "phoneKeys": [1] }""", "phoneKeys[0]", Expectation.JsonObject)]
    [InlineData("""{ "phoneKeys": [{}] }""", "phoneKeys[0].kid", Expectation.KeyId)]
    [InlineData("""{ "phoneKeys": [{ "kid": "a", "spki": "!" }] }""", "phoneKeys[0].spki", Expectation.PhoneKey)]
    [InlineData("""{ "phoneKeys": [{ "kid": "a", "spki": "AAAA" }] }""", "phoneKeys[0].spki", Expectation.PhoneKey)]
    [InlineData("""{ "phoneKeys": [{ "kid": "a", "use": "sig" }] }""", "phoneKeys[0].use", Expectation.NoSuchMember)]
    [InlineData("""{ "journalKeys": [{ "kid": "a", "spki": "AAAA", "state": "old" }] }""", "journalKeys[0].state", Expectation.KeyState)]
    [InlineData("""{ "keys": ["a"] }""", "keys[0]", Expectation.JsonObject)]
    [InlineData("""{ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "a" }] }""", "keys[0].use", Expectation.KeyUse)]
    [InlineData("""{ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "a", "use": "sig", "x": "1" }] }""", "keys[0].x", Expectation.PointOnP256)]
    [InlineData("""{ "issuer": "x" }""", "issuer", Expectation.NoSuchMember)]
    public void A_fault_of_a_key_set_names_the_member(string json, string member, Expectation expectation) =>
        Fault(() => CenterKeys.Read(json)).ShouldBe((member, expectation));

    [Fact]
    public void A_name_is_given_to_one_key_only()
    {
        var keys = SomeFiles.Keys() with { PhoneKeys = [.. SomeFiles.Keys().PhoneKeys, .. SomeFiles.Keys().PhoneKeys] };

        Fault(() => CenterKeys.Read(CenterKeys.Write(keys))).ShouldBe(("phoneKeys[1].kid", Expectation.KeyId));
    }

    [Fact]
    public void A_key_set_reads_back_and_passes_over_keys_of_other_kinds()
    {
        var keys = SomeKeys.Public(KeyState.Retired) with { PhoneKeys = SomeFiles.Keys(KeyState.Retired).PhoneKeys };

        var read = CenterKeys.Read(CenterKeys.Write(keys));
        read.JoseKeys.ShouldBe(keys.JoseKeys);
        read.PhoneKeys.ShouldBe(keys.PhoneKeys);
        read.EncryptionKey.ShouldBe(SomeKeys.Encrypts);

        CenterKeys.Read("""{ "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB" }, { "kty": "EC", "crv": "P-384" }, { "kty": "OKP", "use": "sig" }] }""").JoseKeys.ShouldBeEmpty();
    }

    [Fact]
    public void A_name_is_given_to_one_key_for_files_only()
    {
        var keys = SomeKeys.Public();

        Fault(() => CenterKeys.Read(CenterKeys.Write(keys with { JoseKeys = [.. keys.JoseKeys, keys.JoseKeys[0]] }))).ShouldBe(("keys[2].kid", Expectation.KeyId));
    }

    [Fact]
    public void A_key_without_a_state_is_active()
    {
        var json = CenterKeys.Write(SomeKeys.Public()).Replace(",\n      \"state\": \"active\"", "", StringComparison.Ordinal);

        json.ShouldNotContain("state");
        CenterKeys.Read(json).JoseKeys.ShouldBe(SomeKeys.Public().JoseKeys);
    }

    [Fact]
    public void A_message_names_the_member_and_what_was_expected() =>
        Should.Throw<FileFormatException>(() => ComputerFile.Read("""{ "ramMib": "much" }""")).Message
            .ShouldBe("'ramMib': a whole number of MiB from 0 to 4294967295 was expected");

    [Fact]
    public void Every_expectation_has_its_words() =>
        Enum.GetValues<Expectation>().Select(e => e.Clause()).Distinct().Count().ShouldBe(Enum.GetValues<Expectation>().Length);

    internal static (string Member, Expectation Expectation) Fault(Action read)
    {
        var fault = Should.Throw<FileFormatException>(read);
        return (fault.Member, fault.Expectation);
    }
}
