namespace OperatorConsole.Tests.Client;

/// <summary>The files of a computer that matter to the reader, recorded under a folder.</summary>
internal sealed class RecordedTree : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("computer-").FullName;

    internal RecordedTree File(string path, string text) => File(path, System.Text.Encoding.UTF8.GetBytes(text));

    internal RecordedTree File(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path)) ?? Root);
        System.IO.File.WriteAllBytes(At(path), bytes);
        return this;
    }

    internal RecordedTree Folder(string path)
    {
        Directory.CreateDirectory(At(path));
        return this;
    }

    internal RecordedTree Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path)) ?? Root);
        System.IO.File.CreateSymbolicLink(At(path), target);
        return this;
    }

    /// <summary>A network interface below a device, as the kernel lays it out.</summary>
    internal RecordedTree Adapter(string name, string device, string? bus, string address, string assigned = "0", string uevent = "", string type = "1")
    {
        var place = $"{device}/net/{name}";
        File($"{place}/address", address + "\n").File($"{place}/addr_assign_type", assigned + "\n").File($"{place}/type", type + "\n").File($"{place}/uevent", uevent);
        Link($"/sys/class/net/{name}", "../.." + place["/sys".Length..]);
        if (bus is null)
        {
            return this;
        }

        Link($"{place}/device", "../../");
        if (!Path.Exists(At($"{device}/subsystem")))
        {
            Link($"{device}/subsystem", $"/sys/bus/{bus}");
        }

        return this;
    }

    /// <summary>A block device; its own files come in pairs of name and text.</summary>
    internal RecordedTree Disk(string name, string place, params (string File, string Text)[] files)
    {
        Folder(place);
        foreach (var (file, text) in files)
        {
            File($"{place}/{file}", text + "\n");
        }

        return Link($"/sys/block/{name}", ".." + place["/sys".Length..]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string At(string path) => Path.Combine(Root, path.TrimStart('/'));
}
