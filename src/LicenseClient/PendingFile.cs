using Licensing.Files;

namespace LicenseClient;

/// <summary>Where a pending request is kept: one file a kit, readable by its user only.</summary>
/// <param name="Path">The file.</param>
/// <param name="Request">What it holds.</param>
/// <param name="OfferedAgain">It was there already: nothing has changed since.</param>
/// <param name="SetAside">Where another request for the kit was put that lay there.</param>
internal sealed record PendingFile(string Path, PendingRequest Request, bool OfferedAgain = false, string? SetAside = null)
{
    private const string FolderName = "pending";

    /// <summary>Keeps a request; the same one again keeps its time and the lines that were typed for it.</summary>
    internal static PendingFile Keep(ClientEnvironment environment, string? file, PendingRequest request)
    {
        var path = System.IO.Path.GetFullPath(file ?? System.IO.Path.Combine(Folder(environment), $"{request.Kit.Digits}.json"));
        if (file is null)
        {
            ClientFiles.MakePrivateFolder(Folder(environment));
        }

        var kept = new PendingFile(path, request);
        if (File.Exists(path))
        {
            kept = Before(path) is { } before && before.Kit == request.Kit && before.Request.SequenceEqual(request.Request)
                ? new PendingFile(path, request with { MadeAt = before.MadeAt, Typed = before.Typed }, OfferedAgain: true)
                : new PendingFile(path, request, SetAside: PutAside(path));
        }

        kept.Save();
        return kept;
    }

    /// <summary>Finds the request that an answer is for.</summary>
    internal static PendingFile Find(ClientEnvironment environment, string? file)
    {
        var path = System.IO.Path.GetFullPath(file ?? OnlyOne(environment));
        return new PendingFile(path, ClientFiles.Read(ClientOptions.PendingName, path, PendingRequest.Read));
    }

    internal void Save() => ClientFiles.Write(ClientOptions.PendingName, Path, PendingRequest.Write(Request), ClientFiles.Private);

    private static string OnlyOne(ClientEnvironment environment)
    {
        var folder = Folder(environment);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        var open = files.Length < 2 ? files : Array.FindAll(files, path => Before(path) is { TypedAnswer: null });
        return open.Length == 1 ? open[0] : throw Stopped.WrongUsage(ClientOptions.PendingName, files.Length == 0
            ? Texts.Of("PendingNone", folder)
            : Texts.Of("PendingSeveral", string.Join(", ", files.Order(StringComparer.Ordinal))));
    }

    /// <summary>What the file holds; null where it is no pending request.</summary>
    private static PendingRequest? Before(string path)
    {
        try
        {
            return ClientFiles.Read(ClientOptions.PendingName, path, PendingRequest.Read);
        }
        catch (Stopped)
        {
            // Not a request of this program: it is put aside or passed over, never overwritten.
            return null;
        }
    }

    private static string PutAside(string path)
    {
        var aside = path + ".previous";
        try
        {
            File.Move(path, aside, overwrite: true);
            return aside;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Stopped.WrongUsage(ClientOptions.PendingName, Texts.Of("FileUnwritable", aside, fault.Message));
        }
    }

    private static string Folder(ClientEnvironment environment) => environment.UserDataFolder.Length > 0
        ? System.IO.Path.Combine(environment.UserDataFolder, FolderName)
        : throw Stopped.WrongUsage(ClientOptions.PendingName, Texts.Of("NoUserFolder"));
}
