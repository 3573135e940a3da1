using System.Security.Cryptography;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;

namespace OperatorConsole.Features.Calls.Sample;

/// <summary>A caller of the demo: her kit, her computer, and the customer program's own library at work in her hands.</summary>
public sealed class SampleCaller
{
    private readonly int[] _dictation;
    private readonly (int Position, int Heard) _misheard;

    private SampleCaller(KitNumber kit, string product, PinCode pin)
    {
        (Kit, Product, Pin) = (kit, product, pin);
        var owner = new OwnerDetails { Organization = "Romashka LLC", LastName = "Ivanova", FirstName = "Maria", Country = "Russia", Town = "Tver" };
        var computer = CanonicalComputer.From(new KeyParameters
        {
            OsName = "Microsoft Windows 11 Pro",
            OsVersion = "10.0.26100",
            OsSerial = "00330-80000-00000-AA" + RandomNumberGenerator.GetInt32(100, 999),
            OsInstallDate = "1712345678",
            Host = "BUH-1",
            Motherboard = "ASUSTeK COMPUTER INC. PRIME B550M-A",
            Bios = "UEFI American Megatrends Inc. 3607",
            RamMib = 16304,
            Cpus = ["AuthenticAMD|25.33.2|AMD Ryzen 5 5600 6-Core Processor"],
            Nics = ["04D9F5" + Convert.ToHexString(RandomNumberGenerator.GetBytes(3))],
            Disks = ["Samsung SSD 980 500GB|S64DNX0T" + RandomNumberGenerator.GetInt32(100000, 999999)],
        });
        var code = RequestCode.For(Operation.Initial, kit, pin, pin, owner.DigestFor(kit), Sketch.Of(computer, kit));
        _dictation = [.. code.ToGroups(), code.CheckSum];
        var position = RandomNumberGenerator.GetInt32(_dictation.Length);
        _misheard = (position, Mishear(_dictation[position]));
    }

    /// <summary>Number of her kit.</summary>
    public KitNumber Kit { get; }

    /// <summary>Its product.</summary>
    public string Product { get; }

    /// <summary>The PIN code that she reads from her document.</summary>
    internal PinCode Pin { get; }

    /// <summary>Whether one group of what she dictates is heard wrong.</summary>
    public bool MishearsDictation { get; set; }

    /// <summary>Whether she mistypes one digit of the line that is being dictated to her.</summary>
    public bool MistypesLine { get; set; }

    /// <summary>A caller with a kit and a PIN of it.</summary>
    public static SampleCaller With(KitNumber kit, string product, PinCode pin) => new(kit, product, pin);

    /// <summary>What is heard of a row of her code: 1 to 4, and 5 for the check sum.</summary>
    public string Says(int row) => Groups.Format(Enumerable.Range((row - 1) * 4, row == 5 ? 1 : 4).Select(Heard).ToArray());

    /// <summary>What she has typed of a line, and the checksum that her program shows for it.</summary>
    /// <param name="line">1 to 9.</param>
    /// <param name="dictated">The line as it was dictated.</param>
    public (string Typed, string Checksum) Types(int line, ReadOnlySpan<int> dictated)
    {
        var typed = dictated.ToArray();
        if (MistypesLine)
        {
            typed[line % typed.Length] = Mishear(typed[line % typed.Length]);
        }

        return (Groups.Format(typed), Groups.Format(Checks.Line(line, typed, _dictation[^1])));
    }

    /// <summary>The total that her program shows once all lines are right.</summary>
    public string Total(PhoneAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Groups.Format(answer.TotalChecksum(_dictation[^1]));
    }

    private int Heard(int index) => MishearsDictation && index == _misheard.Position ? _misheard.Heard : _dictation[index];

    // What a group is most easily taken for.
    private static int Mishear(int group) =>
        Enumerable.Range(0, Groups.Modulus).Where(other => other != group).MinBy(other => GroupCost.Of(group, other));
}
