using Data;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Mail.Modules;

/// <summary>What the letter knows that a module is put into.</summary>
/// <param name="Language">Language of the letter.</param>
/// <param name="Reference">Reference of the request or case.</param>
public sealed record LetterFields(string Language, string Reference)
{
    /// <summary>Kit number, where it is known.</summary>
    public string? Kit { get; init; }

    /// <summary>Name of the customer, as the message gave it.</summary>
    public string? Customer { get; init; }
}

/// <summary>A module that can be put into a letter as it is.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Title">By what it is found, in the reader's language.</param>
/// <param name="Other">The same in the other language: words of both find it.</param>
/// <param name="Text">In the language of the letter, its fields filled.</param>
public sealed record OfferedModule(string Id, string Title, string Other, string Text);

/// <summary>Offers whoever writes a letter the text modules, filled for that letter and in its language.</summary>
internal sealed class OfferModules(Center center, MailSettings settings)
{
    /// <summary>Names of the fields that a module can have filled.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["reference", "kit", "customer", "clerk", "center"];

    /// <summary>All that are not retired.</summary>
    /// <param name="acting">Who writes.</param>
    /// <param name="letter">What the letter knows.</param>
    /// <param name="reader">Language of whoever chooses.</param>
    public Task<IReadOnlyList<OfferedModule>> RunAsync(Acting acting, LetterFields letter, string reader, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(letter);
        return center.ReadAsync<IReadOnlyList<OfferedModule>>(async db =>
        {
            var clerk = await db.Users.Where(u => u.Id == acting.Id).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellation);
            var fields = Known(letter, clerk);
            return [.. (await TextModules.NowAsync(db, cancellation)).Where(m => !m.Retired).Select(m =>
            {
                var (mine, other) = reader == "ru" ? (m.Russian, m.English) : (m.English, m.Russian);
                return new OfferedModule(m.Id, mine.Title, other.Title, ModuleText.Fill(m.In(letter.Language).Text, fields));
            })];
        }, cancellation);
    }

    private Dictionary<string, string> Known(LetterFields letter, string? clerk) =>
        new (string Name, string? Value)[] { ("reference", letter.Reference), ("kit", letter.Kit), ("customer", letter.Customer), ("clerk", clerk), ("center", settings.From.Address) }
            .Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Name, f => f.Value!.Trim(), StringComparer.Ordinal);
}
