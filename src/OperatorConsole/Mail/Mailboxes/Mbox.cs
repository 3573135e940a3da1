namespace OperatorConsole.Mail.Mailboxes;

/// <summary>Messages in one file, one behind the other, each after a line that begins with <c>From </c>. RFC 4155.</summary>
internal static class Mbox
{
    /// <summary>The messages of an mbox; a file that begins otherwise is one message.</summary>
    internal static IEnumerable<byte[]> Messages(byte[] file)
    {
        if (!file.AsSpan().StartsWith("From "u8))
        {
            yield return file;
            yield break;
        }

        for (var start = 0; start < file.Length;)
        {
            var end = EndOf(file, start);
            yield return Unquoted(file.AsSpan(LineAfter(file, start)..end));
            start = end;
        }
    }

    // A line that begins a message stands after an empty one: in the middle of a text it is a sentence.
    private static int EndOf(byte[] file, int start)
    {
        var empty = false;
        for (var line = LineAfter(file, start); line < file.Length; line = LineAfter(file, line))
        {
            var rest = file.AsSpan(line);
            if (empty && rest.StartsWith("From "u8))
            {
                return line;
            }

            empty = rest.StartsWith("\n"u8) || rest.StartsWith("\r\n"u8);
        }

        return file.Length;
    }

    // Whoever wrote the file put one > before such lines of a text, and before those that had one.
    private static byte[] Unquoted(ReadOnlySpan<byte> message)
    {
        var text = new byte[message.Length];
        var (length, atStart) = (0, true);
        for (var at = 0; at < message.Length; at++)
        {
            if (atStart && message[at] == '>' && message[at..].TrimStart((byte)'>').StartsWith("From "u8))
            {
                atStart = false;
                continue;
            }

            atStart = message[at] == '\n';
            text[length++] = message[at];
        }

        return text[..length];
    }

    private static int LineAfter(byte[] file, int at) => Array.IndexOf(file, (byte)'\n', at) is >= 0 and var end ? end + 1 : file.Length;
}
