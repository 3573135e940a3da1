using System.Buffers.Binary;
using System.Text;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>Writes a winmail.dat (MS-OXTNEF) as Outlook does for a mail with files: the library can read them, not write them.</summary>
internal sealed class WinmailDat
{
    private const byte OfMessage = 1;
    private const byte OfAttachment = 2;
    private readonly MemoryStream _bytes = new();

    private WinmailDat()
    {
        Write([0x78, 0x9F, 0x3E, 0x22], [0x01, 0x00]);
        Attribute(OfMessage, 0x00089006, [0x00, 0x00, 0x01, 0x00]);
        Attribute(OfMessage, 0x00069007, [0xE3, 0x04, 0, 0, 0, 0, 0, 0]);
        Attribute(OfMessage, 0x00078008, "IPM.Microsoft Mail.Note\0"u8.ToArray());
    }

    /// <summary>One with these files.</summary>
    internal static byte[] With(params (string Name, byte[] Content)[] files)
    {
        var writer = new WinmailDat();
        foreach (var (name, content) in files)
        {
            writer.Attach(name, content);
        }

        return writer._bytes.ToArray();
    }

    private void Attach(string name, byte[] content)
    {
        // attAttachRendData: a file, at no place of the text, 32 by 32.
        Attribute(OfAttachment, 0x00069002, [1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 32, 0, 32, 0, 0, 0, 0, 0]);

        // attAttachTitle is what DOS could have called it.
        Attribute(OfAttachment, 0x00018010, [.. Encoding.ASCII.GetBytes("REQUES~1.LIC"), 0]);
        Attribute(OfAttachment, 0x0006800F, content);
        Attribute(OfAttachment, 0x00069005, Properties(name));
    }

    // PR_ATTACH_METHOD "by value" and PR_ATTACH_LONG_FILENAME.
    private static byte[] Properties(string name)
    {
        var text = Encoding.Unicode.GetBytes(name + "\0");
        var padding = new byte[(4 - text.Length % 4) % 4];
        return [.. Number(2), .. Number(0x37050003), .. Number(1), .. Number(0x3707001F), .. Number(1), .. Number((uint)text.Length), .. text, .. padding];
    }

    private void Attribute(byte level, uint tag, byte[] data) =>
        Write([level], Number(tag), Number((uint)data.Length), data, Number((uint)data.Sum(b => b) & 0xFFFF)[..2]);

    private void Write(params byte[][] pieces)
    {
        foreach (var piece in pieces)
        {
            _bytes.Write(piece);
        }
    }

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
