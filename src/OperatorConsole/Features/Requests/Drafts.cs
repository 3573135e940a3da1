using System.Text.Json;
using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Features.Requests;

/// <summary>What the use cases of the desk do alike with drafts.</summary>
internal static class Drafts
{
    /// <summary>Longest text of a letter.</summary>
    internal const int Longest = 8000;

    /// <summary>Fields of the template that nobody filled.</summary>
    internal static IReadOnlyList<string> Unfilled(DraftInput draft) => UnfilledFields.In(draft.Subject, draft.Text);

    internal static DraftInput? Read(OwnerSealing owners, OwnerKeyRow owner, RequestDraftRow row) =>
        owners.OpenText(owner, row.SealedText, NameOf(row.Name)) is { } text && JsonSerializer.Deserialize<Words>(text) is { } words
            ? new DraftInput(row.Act, row.Reason, (row.Wanted ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), row.ToRecord, words.Subject, words.Text) { Verdict = row.Verdict }
            : null;

    /// <summary>Keeps a draft in the one row that a request has for it.</summary>
    internal static async Task<RequestDraftRow> KeepAsync(
        CenterDb db, OwnerSealing owners, RequestRow request, string personId, DraftInput draft, DateTimeOffset now, CancellationToken cancellation)
    {
        var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        var row = await db.RequestDrafts.SingleOrDefaultAsync(d => d.RequestId == request.Id, cancellation);
        var name = row?.Name ?? Guid.CreateVersion7(now);
        var words = owners.SealText(owner, JsonSerializer.Serialize(new Words(Cut(draft.Subject, 300), Cut(draft.Text, Longest))), NameOf(name));
        if (row is null)
        {
            row = new RequestDraftRow { RequestId = request.Id, Name = name, Act = draft.Act, SealedText = words, SavedBy = personId, SavedAt = now };
            db.RequestDrafts.Add(row);
        }

        (row.Act, row.Reason, row.Wanted, row.ToRecord, row.Verdict) = (draft.Act, draft.Reason, draft.Wanted.Count == 0 ? null : string.Join(' ', draft.Wanted), draft.ToRecord, draft.Verdict);
        (row.SealedText, row.SavedBy, row.SavedAt, row.Stopped, row.Stamp) = (words, personId, now, null, Guid.CreateVersion7(now));
        return row;
    }

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

    private static string NameOf(Guid name) => RowName.Of("RequestDrafts.SealedText", name.ToString("D"));

    private sealed record Words(string Subject, string Text);
}
