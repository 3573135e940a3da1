using Licensing.Files;

namespace Licensing.Tests.Files;

public sealed class LicenseRequestFileTests
{
    [Fact]
    public void What_is_written_reads_back()
    {
        foreach (var request in new[] { SomeRequests.Request, SomeRequests.Move })
        {
            var read = LicenseRequestFile.Read(LicenseRequestFile.Write(request));

            LicenseRequestFile.Write(read).ShouldBe(LicenseRequestFile.Write(request));
            (read.Operation, read.Kit, read.Pin, read.CurrentPin, read.Unchanged, read.InstallOn, read.Created)
                .ShouldBe((request.Operation, request.Kit, request.Pin, request.CurrentPin, request.Unchanged, request.InstallOn, request.Created));
        }
    }

    [Theory]
    [InlineData("format", "\"license-request/2\"", "format", Expectation.LicenseRequestFormat)]
    [InlineData("format", null, "format", Expectation.LicenseRequestFormat)]
    [InlineData("operation", "\"renew\"", "operation", Expectation.OperationName)]
    [InlineData("operation", null, "operation", Expectation.OperationName)]
    [InlineData("kit", "\"0753\"", "kit", Expectation.KitNumber)]
    [InlineData("kit", "75312509", "kit", Expectation.Text)]
    [InlineData("kit", null, "kit", Expectation.KitNumber)]
    [InlineData("pin", "\"74618585811235\"", "pin", Expectation.PinDigits)]
    [InlineData("pin", "\"74618585811235x\"", "pin", Expectation.PinDigits)]
    [InlineData("pin", "\"٧٤٦185858112352\"", "pin", Expectation.PinDigits)]
    [InlineData("currentPin", "\"746185858112352\"", "currentPin", Expectation.NotWithThisOperation)]
    [InlineData("unchanged", "true", "unchanged", Expectation.NotWithThisOperation)]
    [InlineData("unchanged", "\"yes\"", "unchanged", Expectation.TrueOrFalse)]
    [InlineData("owner", "[]", "owner", Expectation.JsonObject)]
    [InlineData("owner.town", "5", "owner.town", Expectation.Text)]
    [InlineData("owner.colour", "\"red\"", "owner.colour", Expectation.NoSuchMember)]
    [InlineData("computer.nics", "[\"04-D9\"]", "computer.nics[0]", Expectation.AdapterAddress)]
    [InlineData("computer.ramMib", "\"16304\"", "computer.ramMib", Expectation.MemorySize)]
    [InlineData("installOn", "{}", "installOn.server", Expectation.ServerAddress)]
    [InlineData("installOn", "\"srv-1\"", "installOn", Expectation.JsonObject)]
    [InlineData("installOn", "{ \"server\": \"two words\" }", "installOn.server", Expectation.ServerAddress)]
    [InlineData("installOn", "{ \"server\": \"srv-1\", \"port\": 0 }", "installOn.port", Expectation.ServerPort)]
    [InlineData("installOn", "{ \"server\": \"srv-1\", \"port\": 65536 }", "installOn.port", Expectation.ServerPort)]
    [InlineData("installOn", "{ \"server\": \"srv-1\", \"port\": \"1540\" }", "installOn.port", Expectation.ServerPort)]
    [InlineData("installOn", "{ \"server\": \"srv-1\", \"ports\": 1 }", "installOn.ports", Expectation.NoSuchMember)]
    [InlineData("program", "1", "program", Expectation.Text)]
    [InlineData("licence", "1", "licence", Expectation.NoSuchMember)]
    public void A_fault_names_the_member_and_what_was_expected(string path, string? json, string member, Expectation expectation) =>
        FileMemberTests.Fault(() => LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, (path, json)))).ShouldBe((member, expectation));

    [Theory]
    [InlineData("restore", null, "unchanged", Expectation.SaidUnchanged)]
    [InlineData("restore", "false", "unchanged", Expectation.SaidUnchanged)]
    [InlineData("restoreWithSpare", "true", "unchanged", Expectation.SparePinAsked)]
    [InlineData("restoreWithSpare", "false", "currentPin", Expectation.PinDigits)]
    public void A_statement_must_go_with_its_operation(string operation, string? unchanged, string member, Expectation expectation)
    {
        var json = SomeRequests.Edited(SomeRequests.Request, ("operation", $"\"{operation}\""), ("unchanged", unchanged),
            ("currentPin", operation == "restore" || member == "currentPin" ? null : "\"746185858112352\""));

        FileMemberTests.Fault(() => LicenseRequestFile.Read(json)).ShouldBe((member, expectation));
    }

    [Fact]
    public void Numbers_may_stand_in_groups_and_their_checks_are_not_judged_here()
    {
        var read = LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, ("kit", "\"07531-2508\""), ("pin", "\"999 185 858 112 353\"")));

        read.Kit.Digits.ShouldBe("075312508");
        read.Pin.Digits.ShouldBe("999185858112353");
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData(null)]
    public void A_time_that_cannot_be_read_is_ignored(string? created) =>
        LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, ("created", created))).Created.ShouldBeNull();

    [Fact]
    public void A_server_without_a_port_has_the_usual_one()
    {
        LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, ("installOn", """{ "server": " srv-1 " }"""))).InstallOn
            .ShouldBe(new InstallationTarget("srv-1", 1540));
        LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, ("installOn", """{ "server": "fe80::1", "port": null }"""))).InstallOn
            .ShouldBe(new InstallationTarget("fe80::1", 1540));
    }

    [Fact]
    public void A_fault_never_quotes_what_it_could_not_read() =>
        Should.Throw<FileFormatException>(() => LicenseRequestFile.Read("""{ "pin": 746185858112352x }""")).ToString().ShouldNotContain("746185858112352");

    [Fact]
    public void A_name_that_nobody_knows_is_told_in_one_short_line()
    {
        var name = "a\\nb" + new string('c', 5000);

        var fault = Should.Throw<FileFormatException>(() => LicenseRequestFile.Read($$"""{ "{{name}}": 1 }"""));

        fault.Member.Length.ShouldBeLessThan(70);
        fault.Member.ShouldNotContain('\n');
    }
}
