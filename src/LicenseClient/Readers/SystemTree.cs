using System.Text;

namespace LicenseClient.Readers;

/// <summary>A file system as the readers see it: the machine's own, or a recorded one under another root.</summary>
/// <param name="root">Folder that stands for the root.</param>
internal sealed class SystemTree(string root)
{
    private const int MostLinks = 40;

    /// <summary>Text of a file without the space around it.</summary>
    internal Reading Text(string path)
    {
        var bytes = Bytes(path, out var why);
        return new Reading(bytes is null ? "" : Encoding.UTF8.GetString(bytes).Trim('\0', ' ', '\t', '\r', '\n'), why);
    }

    /// <summary>A file's bytes; null with the reason where it cannot be read.</summary>
    internal byte[]? Bytes(string path, out string why)
    {
        try
        {
            // Read to the end and not to the length: the kernel's files say a length that they do not have.
            using var file = File.OpenRead(Place(path));
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            why = "";
            return bytes.ToArray();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            why = Texts.Of("WhyMissing", path);
        }
        catch (UnauthorizedAccessException)
        {
            why = Texts.Of("WhyDenied", path);
        }
        catch (IOException fault)
        {
            why = Texts.Of("WhyFailed", path, fault.Message);
        }

        return null;
    }

    internal bool Exists(string path) => Path.Exists(Place(path));

    /// <summary>Names of what lies in a folder, sorted; none where it cannot be listed.</summary>
    internal IReadOnlyList<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Place(folder)).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The path with every link on its way followed, still as seen from the root.</summary>
    /// <remarks>Links are followed here and not by the runtime: a recorded tree's absolute links must stay inside it.</remarks>
    internal string Real(string path)
    {
        var rest = new Stack<string>(Parts(path).Reverse());
        var done = new List<string>();
        for (var links = 0; rest.TryPop(out var part);)
        {
            if (part == "..")
            {
                done.RemoveRange(Math.Max(0, done.Count - 1), Math.Min(1, done.Count));
                continue;
            }

            done.Add(part);
            var target = new FileInfo(Below(done)).LinkTarget;
            if (target is null || ++links > MostLinks)
            {
                continue;
            }

            done.RemoveAt(done.Count - 1);
            if (target.StartsWith('/'))
            {
                done.Clear();
            }

            foreach (var step in Parts(target).Reverse())
            {
                rest.Push(step);
            }
        }

        return "/" + string.Join('/', done);
    }

    /// <summary>The folder and those above it, nearest first.</summary>
    internal static IEnumerable<string> Upward(string path)
    {
        for (var at = path; at.Length > 1; at = at[..Math.Max(0, at.LastIndexOf('/'))])
        {
            yield return at;
        }
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");

    private string Below(List<string> parts) => Path.Combine(root, string.Join('/', parts));

    private string Place(string path) => Path.Combine(root, Real(path).TrimStart('/'));
}

/// <summary>What a file says, or why it says nothing.</summary>
/// <param name="Value">Its text; empty where it could not be read, or is empty.</param>
/// <param name="Why">Why it could not be read; empty where it could.</param>
internal readonly record struct Reading(string Value, string Why)
{
    /// <summary>Why there is no value, in words.</summary>
    internal string Reason(string path) => Why.Length > 0 ? Why : Texts.Of("WhyEmpty", path);
}
