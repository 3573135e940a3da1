using System.Buffers.Binary;

namespace LicenseClient.Readers;

/// <summary>The two things that are wanted from the firmware's own table: memory modules and processor sockets. DMTF DSP0134.</summary>
internal static class Smbios
{
    private const byte Processor = 4;
    private const byte MemoryDevice = 17;
    private const int HeaderLength = 4;

    /// <summary>Sum of the modules in MiB; 0 when the table names none.</summary>
    internal static long MemoryMib(ReadOnlySpan<byte> table)
    {
        var kib = 0L;
        foreach (var structure in Structures(table))
        {
            if (structure[0] == MemoryDevice)
            {
                kib += ModuleKib(structure);
            }
        }

        return kib / 1024;
    }

    /// <summary>Sockets with a central processor in them; 0 when the table names none.</summary>
    internal static int Sockets(ReadOnlySpan<byte> table)
    {
        const int TypeOffset = 0x05;
        const int StatusOffset = 0x18;
        const byte Central = 3;
        const byte Populated = 0x40;
        var sockets = 0;
        foreach (var s in Structures(table))
        {
            sockets += s[0] == Processor && s.Length > StatusOffset && s[TypeOffset] == Central && (s[StatusOffset] & Populated) != 0 ? 1 : 0;
        }

        return sockets;
    }

    private static long ModuleKib(byte[] module)
    {
        const int SizeOffset = 0x0C;
        const int TypeOffset = 0x12;
        const int ExtendedOffset = 0x1C;
        if (module.Length <= TypeOffset || module[TypeOffset] is >= 0x08 and <= 0x0C)
        {
            // Firmware chips (ROM, flash, EPROM kinds) are listed as memory devices too.
            return 0;
        }

        var size = BinaryPrimitives.ReadUInt16LittleEndian(module.AsSpan(SizeOffset));
        return size switch
        {
            0 or 0xFFFF => 0,
            0x7FFF when module.Length >= ExtendedOffset + 4 =>
                (BinaryPrimitives.ReadUInt32LittleEndian(module.AsSpan(ExtendedOffset)) & 0x7FFFFFFF) * 1024L,
            _ when (size & 0x8000) != 0 => size & 0x7FFF,
            _ => size * 1024L,
        };
    }

    /// <summary>The formatted parts; a table that breaks off ends where it breaks off.</summary>
    private static List<byte[]> Structures(ReadOnlySpan<byte> table)
    {
        var structures = new List<byte[]>();
        while (table.Length >= HeaderLength && table[1] >= HeaderLength && table[1] <= table.Length)
        {
            structures.Add(table[..table[1]].ToArray());
            var strings = table[table[1]..];
            var end = strings.IndexOf("\0\0"u8);
            if (end < 0)
            {
                break;
            }

            table = strings[(end + 2)..];
        }

        return structures;
    }
}
