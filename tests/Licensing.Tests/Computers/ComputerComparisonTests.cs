using Licensing.Computers;

namespace Licensing.Tests.Computers;

public sealed class ComputerComparisonTests
{
    private const string Ryzen = "AuthenticAMD|23.113.0|AMD Ryzen 5 3600 6-Core Processor";

    private static readonly KeyParameters Acquired = new()
    {
        OsName = "Microsoft Windows 10 Pro",
        OsVersion = "10.0.19045",
        OsSerial = "00330-80000-00000-AA123",
        OsInstallDate = "1612345678",
        Host = "Sirena",
        Motherboard = "ASUSTeK COMPUTER INC. PRIME B450M-A",
        Bios = "UEFI American Megatrends Inc. 3002",
        RamMib = 16304,
        Cpus = [Ryzen],
        Nics = ["04-D9-F5-12-34-56"],
        Disks = ["Samsung SSD 970 EVO 500GB|S466NX0K123456"],
    };

    public static TheoryData<string, KeyParameters, string[]> Changes => new()
    {
        { "nothing", Acquired, [] },
        { "spelling that does not count", Acquired with { Host = " SIRENA ", Nics = ["04:d9:f5:12:34:56"] }, [] },
        { "a build of the same Windows", Acquired with { OsVersion = "10.0.22631" }, [] },
        { "a virtual mark, which is told and not compared", Acquired with { Virtual = true }, [] },
        { "another edition", Acquired with { OsName = "Microsoft Windows 10 Home" }, ["os-name"] },
        { "another version", Acquired with { OsVersion = "11.0.1" }, ["os-version"] },
        { "another serial number", Acquired with { OsSerial = "00330-80000-00000-AA124" }, ["os-serial"] },
        { "another installation date", Acquired with { OsInstallDate = "1612345679" }, ["os-install-date"] },
        { "another network name", Acquired with { Host = "Galatea" }, ["host"] },
        { "another motherboard", Acquired with { Motherboard = "ASRock B550" }, ["motherboard"] },
        { "other firmware", Acquired with { Bios = "UEFI American Megatrends Inc. 3003" }, ["bios"] },
        { "a replaced processor", Acquired with { Cpus = ["GenuineIntel|6.158.10|Intel Core i7"] }, ["cpu"] },
        { "a second processor of the same kind", Acquired with { Cpus = [Ryzen, Ryzen] }, [] },
        { "a replaced adapter", Acquired with { Nics = ["04-D9-F5-12-34-57"] }, ["nic"] },
        { "a removed disk", Acquired with { Disks = [] }, ["disk"] },
        { "everything at once", new KeyParameters(), ["os-name", "os-version", "os-serial", "os-install-date", "host", "motherboard", "ram", "bios", "cpu", "nic", "disk"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_parameter_is_judged_by_its_rule(string what, KeyParameters now, string[] changed) =>
        Codes(Acquired, now).ShouldBe(changed, what);

    [Fact]
    public void Remark_1_a_second_adapter_is_no_change_and_a_replaced_one_is()
    {
        Codes(Acquired, Acquired with { Nics = [.. Acquired.Nics, "04-D9-F5-99-99-99"] }).ShouldBeEmpty();

        var change = Compare(Acquired, Acquired with { Nics = ["04-D9-F5-99-99-99"] }).ShouldHaveSingleItem();
        change.ShouldBe(new ParameterChange(KeyParameter.Nic, "04D9F5123456", "04D9F5999999"));
    }

    [Theory]
    [InlineData(2048, 6144, false)]
    [InlineData(2048, 4096, false)]
    [InlineData(2048, 2048, false)]
    [InlineData(2048, 1024, true)]
    public void Remark_2_memory_may_grow_and_shrink_again_but_not_below_what_it_was(long acquired, long now, bool changed) =>
        Codes(Acquired with { RamMib = acquired }, Acquired with { RamMib = now }).ShouldBe(changed ? ["ram"] : []);

    [Theory]
    [InlineData(16384, 15754, false)]
    [InlineData(16384, 15753, true)]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, true)]
    public void Four_percent_of_memory_are_forgiven_and_no_more(long acquired, long now, bool changed) =>
        Codes(Acquired with { RamMib = acquired }, Acquired with { RamMib = now }).ShouldBe(changed ? ["ram"] : []);

    [Fact]
    public void Remark_3_the_values_at_acquisition_count_and_not_those_in_between()
    {
        var grown = Acquired with { Disks = [.. Acquired.Disks, "WDC WD40|WX1"] };

        Codes(Acquired, grown).ShouldBeEmpty();
        Codes(grown, Acquired).ShouldBe(["disk"]);
        Codes(Acquired, Acquired).ShouldBeEmpty();
    }

    [Fact]
    public void One_of_two_equal_processors_gone_is_a_change()
    {
        var change = Compare(Acquired with { Cpus = [Ryzen, Ryzen] }, Acquired).ShouldHaveSingleItem();

        change.Parameter.ShouldBe(KeyParameter.Cpu);
        change.New.ShouldBeEmpty();
    }

    [Fact]
    public void Old_and_new_memory_are_named_in_mib() =>
        Compare(Acquired, Acquired with { RamMib = 8192 }).ShouldBe([new ParameterChange(KeyParameter.Ram, "16304", "8192")]);

    private static IReadOnlyList<ParameterChange> Compare(KeyParameters acquired, KeyParameters now) =>
        ComputerComparison.Compare(CanonicalComputer.From(acquired), CanonicalComputer.From(now));

    private static string[] Codes(KeyParameters acquired, KeyParameters now) => [.. Compare(acquired, now).Select(c => c.Parameter.Code())];
}
