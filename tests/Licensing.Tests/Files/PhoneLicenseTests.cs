using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Files;
using Licensing.Kits;

namespace Licensing.Tests.Files;

public sealed class PhoneLicenseTests
{
    [Fact]
    public void A_license_reads_back_and_holds_on_its_computer()
    {
        var license = PhoneLicenseFile.Read(PhoneLicenseFile.Write(SomeFiles.License));

        PhoneLicenseFile.Write(license).ShouldBe(PhoneLicenseFile.Write(SomeFiles.License));
        Check(license).ShouldBe(new PhoneLicenseVerdict.Valid("phone-1"));
    }

    [Fact]
    public void A_retired_key_still_verifies_and_a_revoked_one_does_not()
    {
        Check(SomeFiles.License, KeyState.Retired).ShouldBeOfType<PhoneLicenseVerdict.Valid>();
        Check(SomeFiles.License, KeyState.Revoked).ShouldBe(new PhoneLicenseVerdict.KeyRevoked("phone-1"));
    }

    [Fact]
    public void Another_signer_another_kit_or_another_request_is_not_signed()
    {
        var stranger = SomeFiles.Pending.AnsweredBy(PhoneSigningKey.Create().Sign(PhoneStatement.For(SomeFiles.License.Kit, [.. SomeFiles.License.Request])));

        Check(stranger).ShouldBeOfType<PhoneLicenseVerdict.NotSigned>();
        Check(SomeFiles.License with { Kit = KitNumber.Stored("075312512") }).ShouldBeOfType<PhoneLicenseVerdict.NotSigned>();
        PhoneLicense.Check(SomeFiles.License, Here(), new CenterKeys()).ShouldBeOfType<PhoneLicenseVerdict.NotSigned>();
    }

    [Fact]
    public void A_computer_or_owner_written_over_the_signed_one_is_found()
    {
        Check(SomeFiles.License with { Computer = SomeFiles.Computer with { Host = "Galatea" } }).ShouldBeOfType<PhoneLicenseVerdict.ComputerExchanged>();
        Check(SomeFiles.License with { Owner = SomeFiles.Owner with { LastName = "Petrov" } }).ShouldBeOfType<PhoneLicenseVerdict.OwnerExchanged>();
    }

    [Fact]
    public void A_changed_computer_is_told_parameter_by_parameter()
    {
        var here = CanonicalComputer.From(SomeFiles.Computer with { Host = "Galatea", RamMib = 8192 });

        PhoneLicense.Check(SomeFiles.License, here, SomeFiles.Keys()).ShouldBeOfType<PhoneLicenseVerdict.ComputerChanged>().Changes
            .ShouldBe([new ParameterChange(KeyParameter.Host, "SIRENA", "GALATEA"), new ParameterChange(KeyParameter.Ram, "16304", "8192")]);
    }

    [Theory]
    [InlineData("\"phone-license/1\"", "\"license-details/1\"", "format", Expectation.PhoneLicenseFormat)]
    [InlineData("075312509", "0753", "kit", Expectation.KitNumber)]
    [InlineData("110 746 185 858", "110 746 185 998", "request", Expectation.RequestGroups)]
    [InlineData("110 746 185 858", "110 746 185 859", "request", Expectation.RequestChecks)]
    [InlineData("\"110 746 185 858\",", "", "request", Expectation.RequestGroups)]
    [InlineData("453 359 930 481 434", "453 359 930 481 999", "answer", Expectation.AnswerGroups)]
    [InlineData("\"ramMib\": 16304", "\"ramMib\": \"16304\"", "computer.ramMib", Expectation.MemorySize)]
    [InlineData("\"kind\": \"company\"", "\"kind\": \"club\"", "owner.kind", Expectation.OwnerKind)]
    [InlineData("\"zip\"", "\"zap\"", "owner.zap", Expectation.NoSuchMember)]
    public void A_fault_of_a_license_names_the_member(string from, string to, string member, Expectation expectation)
    {
        var json = PhoneLicenseFile.Write(SomeFiles.License);
        json.ShouldContain(from);

        FileMemberTests.Fault(() => PhoneLicenseFile.Read(json.Replace(from, to, StringComparison.Ordinal))).ShouldBe((member, expectation));
    }

    [Fact]
    public void A_pending_request_reads_back_with_what_was_typed()
    {
        var typed = PendingRequest.NothingTyped.ToArray();
        typed[3] = "675673717744964";
        var pending = SomeFiles.Pending with { Typed = typed };

        var read = PendingRequest.Read(PendingRequest.Write(pending));

        PendingRequest.Write(read).ShouldBe(PendingRequest.Write(pending));
        read.Typed.ShouldBe(typed);
        read.MadeAt.ShouldBe(SomeFiles.Morning);
        read.CheckSum.ShouldBe(441);
        read.TypedAnswer.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"checkSum\": \"441\"", "\"checkSum\": \"442\"", "checkSum", Expectation.RequestCheckSum)]
    [InlineData("\"initial\"", "\"restore\"", "operation", Expectation.Operation)]
    [InlineData("\"initial\"", "\"renew\"", "operation", Expectation.Operation)]
    [InlineData("2026-11-24T09:00:00Z", "yesterday", "madeAt", Expectation.Time)]
    [InlineData("\"typed\": [", "\"typed\": [ \"\",", "typed", Expectation.TypedLines)]
    [InlineData("pending-request/1", "pending-request/2", "format", Expectation.PendingRequestFormat)]
    public void A_fault_of_a_pending_request_names_the_member(string from, string to, string member, Expectation expectation)
    {
        var json = PendingRequest.Write(SomeFiles.Pending);
        json.ShouldContain(from);

        FileMemberTests.Fault(() => PendingRequest.Read(json.Replace(from, to, StringComparison.Ordinal))).ShouldBe((member, expectation));
    }

    private static CanonicalComputer Here() => CanonicalComputer.From(SomeFiles.Computer);

    private static PhoneLicenseVerdict Check(PhoneLicense license, KeyState state = KeyState.Active) =>
        PhoneLicense.Check(license, Here(), SomeFiles.Keys(state));
}
