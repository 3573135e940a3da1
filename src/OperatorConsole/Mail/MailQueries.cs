using System.Runtime.CompilerServices;
using Data;
using Data.Mail;
using Data.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OperatorConsole.Mail;

/// <summary>A message's sealed bytes and what opens them.</summary>
/// <param name="Name">The message's name.</param>
/// <param name="SealedRaw">Its bytes; null when they were erased.</param>
/// <param name="Owner">The key.</param>
internal sealed record SealedMail(Guid Name, byte[]? SealedRaw, OwnerKeyRow Owner);

/// <summary>What every message asks of the database on its way: within a write on SQLite with prepared statements, otherwise translated once and not anew each time.</summary>
/// <remarks>A translation belongs to a model, and each engine has its own.</remarks>
internal sealed class MailQueries
{
    private static readonly ConditionalWeakTable<IModel, MailQueries> Known = [];

    private readonly Func<CenterDb, long, Task<MailRow>> _mail = EF.CompileAsyncQuery((CenterDb db, long id) =>
        db.Mails.AsTracking().Single(m => m.Id == id));

    private readonly Func<CenterDb, long, Task<SealedMail>> _sealed = EF.CompileAsyncQuery((CenterDb db, long id) =>
        db.Mails.AsNoTracking().Where(m => m.Id == id).Join(db.OwnerKeys, m => m.OwnerKeyId, k => k.Id, (m, k) => new SealedMail(m.Name, m.SealedRaw, k)).Single());

    private readonly Func<CenterDb, long, Task<OwnerKeyRow>> _owner = EF.CompileAsyncQuery((CenterDb db, long id) =>
        db.OwnerKeys.AsTracking().Single(k => k.Id == id));

    private readonly Func<CenterDb, long, Task<OutboxRow>> _letter = EF.CompileAsyncQuery((CenterDb db, long id) =>
        db.Outbox.AsTracking().Single(o => o.Id == id));

    private readonly Func<CenterDb, Task<int?>> _lastNumber = EF.CompileAsyncQuery((CenterDb db) => db.Requests.Max(r => (int?)r.Number));

    private readonly Func<CenterDb, byte[], Task<SenderOfRequest?>> _firstOf = EF.CompileAsyncQuery((CenterDb db, byte[] request) =>
        db.Requests.Where(r => r.RequestLookup == request).OrderBy(r => r.Id).Select(r => new SenderOfRequest(r.SenderLookup)).FirstOrDefault());

    /// <summary>A message's row, to be changed.</summary>
    internal static async Task<MailRow> MailAsync(CenterDb db, long id) =>
        Prepared<MailRow>(db, nameof(MailRow.Id), id) is [var row] ? row : await Of(db)._mail(db, id);

    /// <summary>A message's bytes and what opens them.</summary>
    internal static Task<SealedMail> SealedAsync(CenterDb db, long id) => Of(db)._sealed(db, id);

    /// <summary>The key of whoever wrote a message.</summary>
    internal static async Task<OwnerKeyRow> OwnerAsync(CenterDb db, long id) =>
        Prepared<OwnerKeyRow>(db, nameof(OwnerKeyRow.Id), id) is [var row] ? row : await Of(db)._owner(db, id);

    /// <summary>A letter's row, to be changed.</summary>
    internal static async Task<OutboxRow> LetterAsync(CenterDb db, long id) =>
        Prepared<OutboxRow>(db, nameof(OutboxRow.Id), id) is [var row] ? row : await Of(db)._letter(db, id);

    /// <summary>The highest number that a request has; null before the first.</summary>
    internal static async Task<int?> LastNumberAsync(CenterDb db) => db.Prepares ? db.Last<RequestRow>(nameof(RequestRow.Number))?.Number : await Of(db)._lastNumber(db);

    /// <summary>Who sent a license request first; null when it never came by mail.</summary>
    internal static async Task<SenderOfRequest?> FirstOfAsync(CenterDb db, byte[] request) => !db.Prepares ? await Of(db)._firstOf(db, request)
        : db.Rows<RequestRow>(nameof(RequestRow.RequestLookup), request).FirstOrDefault() is { } first ? new SenderOfRequest(first.SenderLookup)
        : null;

    // A row that this write knows already has its changes in the context, not in the table.
    private static List<T>? Prepared<T>(CenterDb db, string member, long id)
        where T : class => db.Prepares && !db.ChangeTracker.Entries<T>().Any() ? db.Tracked<T>(member, id) : null;

    private static MailQueries Of(CenterDb db) => Known.GetValue(db.Model, _ => new MailQueries());
}

/// <summary>Look-up of a sender.</summary>
/// <param name="Lookup">Null when it had no address.</param>
internal sealed record SenderOfRequest(byte[]? Lookup);
