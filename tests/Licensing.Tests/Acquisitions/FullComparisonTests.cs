using Licensing.Acquisitions;
using Licensing.Computers;

namespace Licensing.Tests.Acquisitions;

/// <summary>The guide's list of key parameters, row by row, through the decision itself. Guide: "Understanding key computer parameters".</summary>
public sealed class FullComparisonTests
{
    private static readonly KeyParameters Acquired = Some.Parameters;
    private static readonly KeyParameters Linux = Acquired with { OsName = "Debian GNU/Linux", OsVersion = "12.5", OsSerial = "", OsInstallDate = "" };

    public static TheoryData<string, KeyParameters, KeyParameters, string[]> Rows() => new()
    {
        { "nothing", Acquired, Acquired, [] },
        { "name of the system", Acquired, Acquired with { OsName = "Microsoft Windows 11 Home" }, ["os-name"] },
        { "third number of a Windows version", Acquired, Acquired with { OsVersion = "10.0.26100" }, [] },
        { "second number of a Windows version", Acquired, Acquired with { OsVersion = "10.1.22631" }, ["os-version"] },
        { "second number of a Linux version", Linux, Linux with { OsVersion = "12.6" }, ["os-version"] },
        { "serial number of Windows", Acquired, Acquired with { OsSerial = "other" }, ["os-serial"] },
        { "serial number elsewhere", Linux, Linux with { OsSerial = "any" }, [] },
        { "installation date of Windows", Acquired, Acquired with { OsInstallDate = "1700000001" }, ["os-install-date"] },
        { "installation date elsewhere", Linux, Linux with { OsInstallDate = "1" }, [] },
        { "network name", Acquired, Acquired with { Host = "other" }, ["host"] },
        { "case of the network name", Acquired, Acquired with { Host = "sirena" }, [] },
        { "motherboard", Acquired, Acquired with { Motherboard = "other" }, ["motherboard"] },
        { "type and version of the BIOS", Acquired, Acquired with { Bios = "BIOS American Megatrends 2803" }, ["bios"] },
        { "more memory", Acquired, Acquired with { RamMib = 65536 }, [] },
        { "a little less memory, kept by the firmware", Acquired, Acquired with { RamMib = 15700 }, [] },
        { "less memory", Acquired, Acquired with { RamMib = 15600 }, ["ram"] },
        { "another processor", Acquired, Acquired with { Cpus = ["other"] }, ["cpu"] },
        { "one more processor of the same kind", Acquired, Acquired with { Cpus = [.. Acquired.Cpus, .. Acquired.Cpus] }, [] },
        { "one processor of two less", Acquired with { Cpus = [.. Acquired.Cpus, .. Acquired.Cpus] }, Acquired, ["cpu"] },
        { "one adapter more", Acquired, Acquired with { Nics = [.. Acquired.Nics, "00:11:22:33:44:55"] }, [] },
        { "one adapter replaced", Acquired, Acquired with { Nics = [Acquired.Nics[0], "00:11:22:33:44:55"] }, ["nic"] },
        { "one adapter less", Acquired, Acquired with { Nics = [Acquired.Nics[1]] }, ["nic"] },
        { "adapters in another order and spelling", Acquired, Acquired with { Nics = ["a036bc123457", "a0:36:bc:12:34:56"] }, [] },
        { "one disk more", Acquired, Acquired with { Disks = [.. Acquired.Disks, "Kingston|1"] }, [] },
        { "one disk replaced", Acquired, Acquired with { Disks = [Acquired.Disks[0], "Kingston|1"] }, ["disk"] },
        { "both disks less", Acquired, Acquired with { Disks = [] }, ["disk"] },
        { "the same as a virtual machine", Acquired, Acquired with { Virtual = true }, [] },
        { "a virtual machine elsewhere", Acquired with { Virtual = true }, Acquired with { Virtual = true, Host = "vm-2", Nics = ["00-15-5D-00-00-01"] }, ["host", "nic"] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_counts_as_a_change_needs_a_spare_and_nothing_else_does(string what, KeyParameters acquired, KeyParameters now, string[] kinds)
    {
        what.ShouldNotBeEmpty();
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1, computer: acquired));
        var same = Acquisition.Decide(kit, kit.ByFile(1, operation: Operation.Restore) with { Computer = CanonicalComputer.From(now) }, Budget.Full);
        var spare = Acquisition.Decide(kit, kit.SpareByFile(1, 2, now), Budget.Full);
        if (kinds.Length == 0)
        {
            same.ShouldBeOfType<Granted>();
            spare.ShouldBeRefused(Reason.SamePinWouldDo);
        }
        else
        {
            same.ShouldBeRefused(Reason.ComputerChanged).Changes.Kinds.ShouldBe(kinds);
            spare.ShouldBeOfType<Granted>().Changes.Kinds.ShouldBe(kinds);
        }
    }

    [Fact]
    public void Memory_may_grow_and_shrink_again_to_what_it_was_at_acquisition()
    {
        // The guide's example: 2 GB, then 6, then 4 is no change; less than 2 is.
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1, computer: Acquired with { RamMib = 2048 }));
        Restored(6144).ShouldBeOfType<Granted>();
        kit = kit.With(new LicenseRestored(Some.Noon, 1, kit.Pin(1), Method.File, "six", Some.Owner, null) { Computer = CanonicalComputer.From(Acquired with { RamMib = 6144 }) });
        Restored(4096).ShouldBeOfType<Granted>();
        Restored(1024).ShouldBeRefused(Reason.ComputerChanged);

        Decision Restored(long mib) => Acquisition.Decide(
            kit, kit.ByFile(1, operation: Operation.Restore) with { Computer = CanonicalComputer.From(Acquired with { RamMib = mib }) }, Budget.Full);
    }

    [Fact]
    public void Staff_see_old_and_new_and_the_rule_and_the_customer_only_the_kind()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1));
        var changes = Acquisition.Decide(
            kit, kit.ByFile(1, operation: Operation.Restore) with { Computer = CanonicalComputer.From(Acquired with { Host = "vega" }) }, Budget.Full)
            .ShouldBeRefused(Reason.ComputerChanged).Changes;
        changes.Parameters.ShouldBe([new ParameterChange(KeyParameter.Host, "SIRENA", "VEGA")]);
        changes.Parameters[0].Parameter.Rule().ShouldBe(ParameterRule.StaysEqual);
        changes.Kinds.ShouldBe(["host"]);
    }

    [Fact]
    public void A_request_without_a_computer_proves_nothing_unchanged()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1));
        Acquisition.Decide(kit, kit.ByFile(1, operation: Operation.Restore) with { Computer = null }, Budget.Full).ShouldBeRefused(Reason.ComputerChanged);
    }

    [Fact]
    public void Where_only_a_sketch_is_left_of_the_acquisition_sketches_are_compared()
    {
        var kit = Some.Kit("base");
        var computer = CanonicalComputer.From(Acquired);
        kit = kit.With(kit.IssuedInFull(1) with { Computer = null, Sketch = Sketch.Of(computer, kit.Kit.Number) });
        Acquisition.Decide(kit, kit.ByFile(1, operation: Operation.Restore), Budget.Full).ShouldBeOfType<Granted>();
        Acquisition.Decide(kit, kit.ByFile(1, operation: Operation.Restore) with { Computer = CanonicalComputer.From(Acquired with { Host = "vega" }) }, Budget.Full)
            .ShouldBeRefused(Reason.ComputerChanged).Changes.Sketched.ShouldBe([SketchChange.BoardOrNetworkName]);
    }
}
