using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Data.Sealing;

/// <summary>Files that only the owner of the process may read, replaced whole or not at all.</summary>
public static class PrivateFile
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    /// <summary>Makes the directory, mode 0700 where modes exist.</summary>
    public static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes beside the target, forces it to the disk, then renames: a reader sees the old text or the new one.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> text)
    {
        var beside = path + "." + Path.GetRandomFileName();
        try
        {
            using (var file = new FileStream(beside, Options(FileMode.CreateNew)))
            {
                file.Write(text);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Holds the other processes off until disposed. The lock goes with its process, however that ends.</summary>
    public static async Task<FileStream> LockAsync(string path)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(started) < LockPatience)
            {
                await Task.Delay(5);
            }
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    // A rename is on the disk when its directory is. .NET opens no directories; on Windows the rename is enough.
    private static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(directory, 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open {directory}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        try
        {
            if (Flush(descriptor) != 0)
                throw new IOException($"Cannot flush {directory}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
