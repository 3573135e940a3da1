using Data;
using Data.Journal;
using Data.Mail;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>How keeping a module ended.</summary>
public enum ModuleEnd
{
    /// <summary>There is a new version.</summary>
    Kept,

    /// <summary>It cannot be kept as it is.</summary>
    Fault,

    /// <summary>Somebody else changed it since it was opened.</summary>
    Changed,

    /// <summary>There is no such module.</summary>
    Gone,
}

/// <summary>How keeping a module ended, and what is wrong with it.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Language">In which language.</param>
public sealed record ModuleSaving(ModuleEnd End, ModuleFault? Fault = null, string? Language = null);

/// <summary>A supervisor adds a text module or writes a new version of one. What was sent before is not touched: letters hold their text.</summary>
public sealed class SaveModule(Center center, JournalWriter journal, CenterClock clock)
{
    /// <summary>Keeps it.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="module">The module; null for a new one.</param>
    /// <param name="seen">The version that was changed.</param>
    /// <param name="english">In English.</param>
    /// <param name="russian">In Russian.</param>
    public Task<ModuleSaving> RunAsync(Acting acting, string? module, int seen, ModuleWords english, ModuleWords russian, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Texts);
        ArgumentNullException.ThrowIfNull(english);
        ArgumentNullException.ThrowIfNull(russian);
        foreach (var (words, language) in new[] { (english, "en"), (russian, "ru") })
        {
            if (ModuleText.FaultOf(words) is { } fault)
            {
                return Task.FromResult(new ModuleSaving(ModuleEnd.Fault, fault, language));
            }
        }

        return center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var before = module is null ? null : (await TextModules.AllOfAsync(db, module, cancellation)).FirstOrDefault();
            if (module is not null && before is null)
            {
                return new ModuleSaving(ModuleEnd.Gone);
            }

            if (before is not null && before.Version != seen)
            {
                return new ModuleSaving(ModuleEnd.Changed);
            }

            await AddAsync(db, journal, acting, new TextModule(module ?? Guid.CreateVersion7(now).ToString("N"), before?.Version ?? 0, Trimmed(english), Trimmed(russian), before?.Retired ?? false), now);
            return new ModuleSaving(ModuleEnd.Kept);
        }, cancellation);
    }

    /// <summary>Adds the version that follows.</summary>
    /// <param name="db">Context of a running write.</param>
    /// <param name="journal">Tells of it.</param>
    /// <param name="acting">Whose version it is.</param>
    /// <param name="module">Its words, with the number of the version before.</param>
    /// <param name="now">When.</param>
    internal static Task AddAsync(CenterDb db, JournalWriter journal, Acting acting, TextModule module, DateTimeOffset now)
    {
        db.TextModules.Add(new TextModuleRow
        {
            Module = module.Id,
            Version = module.Version + 1,
            EnglishTitle = module.English.Title,
            EnglishText = module.English.Text,
            RussianTitle = module.Russian.Title,
            RussianText = module.Russian.Text,
            Retired = module.Retired,
            ById = acting.Id,
            At = now,
        });
        return journal.AppendAsync(db, acting.Name, "text-module-kept", module.Id, new { version = module.Version + 1, retired = module.Retired });
    }

    private static ModuleWords Trimmed(ModuleWords words) => new(words.Title.Trim(), words.Text.ReplaceLineEndings("\n").Trim());
}
