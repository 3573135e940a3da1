using System.Text;
using Licensing.Files;

namespace LicenseClient;

/// <summary>Files that options name: read with the option's name in every fault, written whole or not at all.</summary>
internal static class ClientFiles
{
    /// <summary>Files of this product are small; something larger is something else.</summary>
    private const long MostBytes = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file that an option names.</summary>
    /// <param name="option">The option, as it is typed.</param>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads its text.</param>
    /// <exception cref="Stopped">It is not there, cannot be read, or a member is not what it should be.</exception>
    internal static T Read<T>(string option, string path, Func<string, T> read)
    {
        try
        {
            return read(Text(option, path, MostBytes));
        }
        catch (FileFormatException fault)
        {
            throw Stopped.WrongUsage(option, Texts.Of("FileFault", path, Explain(fault)));
        }
    }

    /// <summary>A file's text.</summary>
    internal static string Text(string option, string path, long most)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= most
                ? Utf8.GetString(File.ReadAllBytes(path))
                : throw Stopped.WrongUsage(option, Texts.Of("FileTooLarge", path, most / 1024, size / 1024));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Stopped.WrongUsage(option, Texts.Of("FileMissing", path));
        }
        catch (DecoderFallbackException)
        {
            throw Stopped.WrongUsage(option, Texts.Of("FileNotText", path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Stopped.WrongUsage(option, Texts.Of("FileUnreadable", path, fault.Message));
        }
    }

    /// <summary>Writes a file in one step: after a crash the old file or the new one is there, whole.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="mode">Who may read it, on systems that have such a thing.</param>
    internal static void Write(string option, string path, string text, UnixFileMode mode)
    {
        var whole = Path.GetFullPath(path);
        var temporary = $"{whole}.{Environment.ProcessId}.new";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                // Never wider than asked for, not even between two calls.
                options.UnixCreateMode = mode;
            }

            using (var file = new FileStream(temporary, options))
            {
                file.Write(Utf8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, mode);
            }

            File.Move(temporary, whole, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw Stopped.WrongUsage(option, Texts.Of("FileUnwritable", path, fault.Message));
        }
    }

    /// <summary>Said before anything is asked for, not after: whether a file can be put there.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="path">The file to be.</param>
    /// <param name="read">Reads what may be overwritten; any other file is not ours to replace.</param>
    internal static void RequirePlace<T>(string option, string path, Func<string, T> read)
    {
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw Stopped.WrongUsage(option, Texts.Of("OutNoPlace", path));
        }

        if (new FileInfo(path) is not { Exists: true, Length: > 0 })
        {
            return;
        }

        try
        {
            Read(option, path, read);
        }
        catch (Stopped)
        {
            throw Stopped.WrongUsage(option, Texts.Of("OutTaken", path));
        }
    }

    /// <summary>Makes a folder that is the user's own.</summary>
    internal static void MakePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A fault of a file in the person's language, the member first.</summary>
    internal static string Explain(FileFormatException fault)
    {
        var expected = Texts.Of($"Expected{fault.Expectation}");
        var told = fault.Member.Length == 0 ? expected : Texts.Of("MemberFault", fault.Member, expected);
        return fault.Place is { } place ? Texts.Of("PlaceFault", told, place.Line, place.Character) : told;
    }

    internal const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    internal const UnixFileMode ForEverybody = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
}
