using System.Text.Json.Nodes;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Owners;

namespace Licensing.Tests.Files;

/// <summary>What makes two files the same request. Formats, section 1.</summary>
public sealed class SameRequestTests
{
    [Fact]
    public void The_canonical_form_to_the_letter() => SomeRequests.Request.ToCanonical().ShouldBe("""
        {"computer":{"bios":"UEFI AMERICAN MEGATRENDS INC. 3002","cpus":["AUTHENTICAMD|23.113.0|AMD RYZEN 5 3600 6-CORE PROCESSOR"],
        "disks":["SAMSUNG SSD 970 EVO 500GB|S466NX0K123456"],"host":"SIRENA","motherboard":"ASUSTEK COMPUTER INC. PRIME B450M-A",
        "nics":["04D9F5123456"],"osInstallDate":"1612345678","osName":"MICROSOFT WINDOWS 10 PRO","osSerial":"00330-80000-00000-AA123","osVersion":"10.0","ramMib":16304},
        "kit":"075312509","operation":"initial","owner":{"apartment":"15","building":"2","country":"Russia","email":"ivan@romashka.example","firstName":"Ivan","house":"1",
        "kind":"company","lastName":"Ivanov","middleName":"Ivanovich","organization":"Romashka LLC","region":"Tver region","street":"Mira","town":"Tver","zip":"170000"},
        "pin":"746185858112352"}
        """.ReplaceLineEndings(""));

    [Theory]
    [InlineData("format", "\"license-request/1\"")]
    [InlineData("program", "\"another 2.0\"")]
    [InlineData("created", "\"2027-01-01T00:00:00Z\"")]
    [InlineData("created", null)]
    [InlineData("currentPin", "null")]
    [InlineData("installOn", null)]
    [InlineData("kit", "\"075 312 509\"")]
    [InlineData("pin", "\"746-185-858-112-352\"")]
    [InlineData("owner.town", "\"  Tver \\u200b\"")]
    [InlineData("owner.district", null)]
    [InlineData("owner.district", "\"\\u00a0\"")]
    [InlineData("owner.kind", null)]
    [InlineData("computer.host", "\"sirena \"")]
    [InlineData("computer.osVersion", "\"10.0.99999\"")]
    [InlineData("computer.nics", "[\"04:d9:f5:12:34:56\"]")]
    [InlineData("computer.virtual", null)]
    [InlineData("computer.virtual", "null")]
    public void What_says_the_same_is_the_same_request(string path, string? json) =>
        LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, (path, json))).ToCanonical().ShouldBe(SomeRequests.Request.ToCanonical());

    [Theory]
    [InlineData("kit", "\"075312512\"")]
    [InlineData("pin", "\"746185858112353\"")]
    [InlineData("installOn", "{ \"server\": \"srv-1\" }")]
    [InlineData("owner.town", "\"tver\"")]
    [InlineData("owner.lastName", "\"Ivan\\u043ev\"")]
    [InlineData("owner.kind", "\"individual\"")]
    [InlineData("computer.host", "\"galatea\"")]
    [InlineData("computer.ramMib", "16305")]
    [InlineData("computer.virtual", "true")]
    [InlineData("computer.nics", "[\"04D9F5123456\", \"04D9F5123456\"]")]
    [InlineData("computer.cpus", null)]
    public void What_says_something_else_is_another_request(string path, string? json) =>
        LicenseRequestFile.Read(SomeRequests.Edited(SomeRequests.Request, (path, json))).ToCanonical().ShouldNotBe(SomeRequests.Request.ToCanonical());

    [Fact]
    public void Lists_are_sorted_and_keep_their_duplicates()
    {
        var one = SomeRequests.Request with { Computer = SomeFiles.Computer with { Disks = ["b|2", "A|1", "b|2"] } };
        var other = SomeRequests.Request with { Computer = SomeFiles.Computer with { Disks = ["B|2", "b|2", "a|1"] } };

        one.ToCanonical().ShouldBe(other.ToCanonical());
        one.ToCanonical().ShouldContain("""["A|1","B|2","B|2"]""");
    }

    [Fact]
    public void The_organization_of_an_individual_does_not_count()
    {
        var one = SomeRequests.Request with { Owner = SomeFiles.Owner with { Kind = OwnerKind.Individual } };

        (one with { Owner = one.Owner with { Organization = "" } }).ToCanonical().ShouldBe(one.ToCanonical());
    }

    [Fact]
    public void Taking_the_spare_is_another_request_than_asking_for_it()
    {
        var silent = SomeRequests.Move with { Unchanged = null };

        silent.ToCanonical().ShouldNotBe(SomeRequests.Move.ToCanonical());
        SomeRequests.Move.ToCanonical().ShouldContain("\"unchanged\":false");
        SomeRequests.Move.ToCanonical().ShouldContain("""
            "installOn":{"port":1540,"server":"srv-1"}
            """.Trim());
        (SomeRequests.Request with { Operation = Operation.Restore, Unchanged = true }).ToCanonical().ShouldContain("\"unchanged\":true");
    }

    [Fact]
    public void Cyrillic_stands_as_it_is_and_is_composed()
    {
        var decomposed = SomeRequests.Request with { Owner = SomeFiles.Owner with { Organization = "ООО «Йод»" } };

        decomposed.ToCanonical().ShouldContain("\"organization\":\"ООО «Йод»\"");
        JsonNode.Parse(decomposed.ToCanonical()).ShouldNotBeNull();
    }
}
