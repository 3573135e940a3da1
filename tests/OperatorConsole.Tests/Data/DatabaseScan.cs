namespace OperatorConsole.Tests.Data;

/// <summary>Looks through the bytes of the database file and its write-ahead log.</summary>
internal static class DatabaseScan
{
    internal static int Count(CenterFixture center, ReadOnlySpan<byte> wanted)
    {
        var count = 0;
        foreach (var path in Directory.GetFiles(center.Folder, "center.db*"))
        {
            // The log is open in this process: share it.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var rest = bytes.AsSpan();
            for (int at; (at = rest.IndexOf(wanted)) >= 0; rest = rest[(at + 1)..])
                count++;
        }

        return count;
    }
}
