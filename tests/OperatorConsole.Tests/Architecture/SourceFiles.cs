namespace OperatorConsole.Tests.Architecture;

/// <summary>The sources as they were written.</summary>
internal static class SourceFiles
{
    private static readonly string Separator = Path.DirectorySeparatorChar.ToString();

    /// <summary>Path below <c>src</c> and text of every file with one of these extensions; what a build makes is left out.</summary>
    public static IReadOnlyList<(string Path, string Text)> All(params string[] extensions)
    {
        var source = Find();
        return
        [
            .. Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
                .Where(file => extensions.Contains(Path.GetExtension(file)) && !IsBuilt(file))
                .Select(file => (Path.GetRelativePath(source, file), File.ReadAllText(file))),
        ];
    }

    private static bool IsBuilt(string file) =>
        file.Contains($"{Separator}obj{Separator}", StringComparison.Ordinal) || file.Contains($"{Separator}bin{Separator}", StringComparison.Ordinal);

    private static string Find()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "OperatorConsole.sln")))
            {
                return Path.Combine(place.FullName, "src");
            }
        }

        throw new DirectoryNotFoundException("The sources do not lie above the tests.");
    }
}
