using CsCheck;
using Licensing.Computers;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Computers;

/// <summary>Computers that the properties are tried on.</summary>
internal static class AnyComputer
{
    internal static readonly Gen<string> Word = Gen.Char['A', 'Z'].Array[1, 8].Select(letters => new string(letters));

    internal static readonly Gen<string> Mac = Gen.Byte.Array[6].Select(Convert.ToHexString);

    internal static readonly Gen<KeyParameters> Raw = Gen.Select(
        Any.Of("Microsoft Windows 11 Pro", "Debian GNU/Linux", "macOS"), Word.Array[4], Gen.Int[0, 4_000_000], Word.Array[1, 6], Mac.Array[0, 4], Word.Array[0, 4],
        (os, words, ram, cpus, nics, disks) => new KeyParameters
        {
            OsName = os,
            OsVersion = "10.0.22631",
            OsSerial = words[0],
            OsInstallDate = "1381438848",
            Host = words[1],
            Motherboard = words[2],
            Bios = words[3],
            RamMib = ram,
            Cpus = cpus,
            Nics = nics,
            Disks = disks,
        });
}
