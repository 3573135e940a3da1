using System.Reflection;
using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Mail.Modules;

/// <summary>The modules of an installation: those that come with the program, as far as nobody has written a newer version of them, and its own.</summary>
internal static class TextModules
{
    // In the order in which a letter is written.
    private static readonly string[] Names = ["greeting", "request-file", "owner", "moved", "without-mail", "closing"];

    /// <summary>As they come with the program.</summary>
    internal static IReadOnlyList<TextModule> Delivered { get; } =
        [.. Names.Select(name => new TextModule(name, 0, Read(name, "en"), Read(name, "ru"), Retired: false))];

    /// <summary>The newest version of each, those retired among them: the program's first, then the installation's own by age.</summary>
    internal static async Task<IReadOnlyList<TextModule>> NowAsync(CenterDb db, CancellationToken cancellation)
    {
        var newest = await VersionsAsync(db, db.TextModules.Where(m => !db.TextModules.Any(later => later.Module == m.Module && later.Version > m.Version)), cancellation);
        var changed = newest.ToDictionary(m => m.Id, StringComparer.Ordinal);
        return [.. Delivered.Select(m => changed.GetValueOrDefault(m.Id, m)), .. newest.Where(m => Array.IndexOf(Names, m.Id) < 0)];
    }

    /// <summary>Every version of one, newest first.</summary>
    internal static async Task<IReadOnlyList<TextModule>> AllOfAsync(CenterDb db, string module, CancellationToken cancellation) =>
        [.. (await VersionsAsync(db, db.TextModules.Where(m => m.Module == module), cancellation)).Reverse(), .. Delivered.Where(m => m.Id == module)];

    private static async Task<IReadOnlyList<TextModule>> VersionsAsync(CenterDb db, IQueryable<TextModuleRow> rows, CancellationToken cancellation) =>
        [.. (await rows.OrderBy(m => m.Id).Select(m => new { Row = m, By = db.Users.Where(u => u.Id == m.ById).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(cancellation))
            .Select(m => new TextModule(
                m.Row.Module, m.Row.Version, new ModuleWords(m.Row.EnglishTitle, m.Row.EnglishText), new ModuleWords(m.Row.RussianTitle, m.Row.RussianText), m.Row.Retired)
            {
                By = m.By ?? "",
                At = m.Row.At,
            })];

    // The first line is the title.
    private static ModuleWords Read(string name, string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"OperatorConsole.Modules.{name}.{language}")
            ?? throw new InvalidOperationException($"There is no module {name}.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return new ModuleWords(text[..end].Trim(), text[end..].Trim());
    }
}
