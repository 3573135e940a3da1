using System.Text.Json;
using Data;
using Data.Calls;
using Data.Journal;
using Data.Sealing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>What the code does not carry and the caller told: marked "as told", and nothing more than that.</summary>
public sealed record Told(string Organization = "", string Email = "", string Telephone = "", string Note = "")
{
    /// <summary>Longest text of a field.</summary>
    public const int Longest = 500;

    /// <summary>Whether nothing was told.</summary>
    public bool IsEmpty => Organization.Length + Email.Length + Telephone.Length + Note.Length == 0;

    /// <summary>In one line, for a list; empty when nothing was told.</summary>
    public string InOneLine => string.Join(" · ", new[] { Organization, Telephone, Email, Note }.Where(one => one.Length > 0));

    internal Told Cleaned() => new(Clean(Organization), Clean(Email), Clean(Telephone), Clean(Note));

    private static string Clean(string text) => Licensing.CanonicalText.Clean(text.Length > Longest ? text[..Longest] : text);
}

/// <summary>Keeps what the caller told, sealed with a key of its own: destroying the key erases it.</summary>
public sealed class SaveTold(Center center, OwnerSealing owners, JournalWriter journal)
{
    /// <summary>Saves what was told, in place of what was told before.</summary>
    public Task RunAsync(Acting acting, string reference, Told told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        ArgumentNullException.ThrowIfNull(told);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindAsync(db, reference);
            var key = await db.OwnerKeys.FindAsync([call.OwnerKeyId ?? 0], cancellation);
            if (key is null or { SealedKey: null })
            {
                key = owners.NewKey();
                db.OwnerKeys.Add(key);
                await db.SaveChangesAsync(cancellation);
                call.OwnerKeyId = key.Id;
            }

            call.SealedNotes = owners.SealText(key, JsonSerializer.Serialize(told.Cleaned()), Name(call.Reference));
            await journal.AppendAsync(db, acting.Name, "call-told", call.Reference);
        }, cancellation);
    }

    internal static Task<Told> OpenAsync(CenterDb db, OwnerSealing owners, CallRow call) => OpenAsync(db, owners, call.Reference, call.OwnerKeyId, call.SealedNotes);

    internal static async Task<Told> OpenAsync(CenterDb db, OwnerSealing owners, string reference, long? ownerKeyId, byte[]? notes)
    {
        if (notes is null || await db.OwnerKeys.FindAsync(ownerKeyId) is not { } key)
        {
            return new Told();
        }

        return owners.OpenText(key, notes, Name(reference)) is { } text ? JsonSerializer.Deserialize<Told>(text)! : new Told();
    }

    private static string Name(string reference) => RowName.Of("Calls.SealedNotes", reference);
}
