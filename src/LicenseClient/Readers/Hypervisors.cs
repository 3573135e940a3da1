using System.Text.RegularExpressions;

namespace LicenseClient.Readers;

/// <summary>Names by which a virtual machine is recognized, whatever runs in it.</summary>
internal static partial class Hypervisors
{
    // Whole words: the short ones stand inside names of real products too.
    private const string Names =
        "QEMU|KVM|KubeVirt|VMware|440BX Desktop Reference Platform|VirtualBox|innotek|Xen|Virtual Machine|VirtualMac|Parallels|bhyve|Bochs";

    private const string Lenders = "AHV|oVirt|RHEV|OpenStack|Google Compute Engine|Amazon EC2|Alibaba Cloud ECS|DigitalOcean";
    private const string Firmwares = "SeaBIOS|OVMF|distribution of EDK II|Hyper-V|VMW";
    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Whether a computer's maker and product name a hypervisor, or one who lends its machines. A lent computer without one says so.</summary>
    internal static bool Made(string maker) => Maker().IsMatch(maker) && !maker.Contains(".metal", StringComparison.Ordinal);

    /// <summary>
    /// Whether a board or a firmware is a hypervisor's own, though maker and product are those of the computer that it runs on.
    /// A lender's name is none here: it stands on the boards of computers without a hypervisor too.
    /// </summary>
    internal static bool Carries(string part) => Part().IsMatch(part);

    [GeneratedRegex("(?<![A-Za-z])(?:" + Names + "|" + Lenders + ")(?![A-Za-z])", Words)]
    private static partial Regex Maker();

    [GeneratedRegex("(?<![A-Za-z])(?:" + Names + "|" + Firmwares + ")(?![A-Za-z])", Words)]
    private static partial Regex Part();
}
