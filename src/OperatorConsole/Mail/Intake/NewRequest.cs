using System.Text.Json;
using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Licensing.AdditionalPins;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>Who wrote a request and under which subject, as it is sealed beside it.</summary>
/// <param name="Address">Address; empty when there was none to answer.</param>
/// <param name="Name">Name as the sender gave it.</param>
/// <param name="Subject">Subject.</param>
/// <param name="MessageId">Message-ID, for the answer's thread.</param>
public sealed record RequestSender(string Address, string Name, string Subject, string? MessageId)
{
    /// <summary>Row name under which it is sealed.</summary>
    public static string RowNameOf(Guid request) => RowName.Of("Requests.SealedSender", request.ToString("D"));

    /// <summary>Row name under which a request's file is sealed.</summary>
    public static string FileNameOf(Guid request) => RowName.Of("Requests.SealedFile", request.ToString("D"));

    /// <summary>Reads it; null when the sender was erased.</summary>
    public static RequestSender? Open(OwnerSealing owners, OwnerKeyRow owner, RequestRow request)
    {
        ArgumentNullException.ThrowIfNull(owners);
        ArgumentNullException.ThrowIfNull(request);
        return Open(owners, owner, request.Name, request.SealedSender);
    }

    /// <summary>Reads it without the rest of the row; null when the sender was erased.</summary>
    public static RequestSender? Open(OwnerSealing owners, OwnerKeyRow owner, Guid name, byte[] sealedSender)
    {
        ArgumentNullException.ThrowIfNull(owners);
        return owners.OpenText(owner, sealedSender, RowNameOf(name)) is { } text ? JsonSerializer.Deserialize<RequestSender>(text) : null;
    }
}

/// <summary>Enters a request that came by mail.</summary>
internal sealed class NewRequest(OwnerSealing owners, TimeProvider clock)
{
    internal async Task<RequestRow> AddAsync(
        CenterDb db, MailRow mail, OwnerKeyRow owner, ReadMail read, RequestKind kind, string? reason, int part, CancellationToken cancellation, string? detail = null, byte[]? file = null)
    {
        var (now, number) = (clock.GetUtcNow(), await RequestReference.NextAsync(db));
        var name = Guid.CreateVersion7(now);
        var sender = new RequestSender(read.Sender.Address ?? "", read.Message.From.Mailboxes.FirstOrDefault()?.Name ?? "", read.Subject, read.Message.MessageId);
        var request = new RequestRow
        {
            Number = number,
            Reference = RequestReference.Of(number),
            Name = name,
            Kind = kind,
            State = reason is null ? RequestState.Done : RequestState.Open,
            Reason = reason,
            Detail = Cut(detail),
            MailId = mail.Id,
            Part = part,
            OwnerKeyId = owner.Id,
            SealedSender = owners.SealText(owner, JsonSerializer.Serialize(sender), RequestSender.RowNameOf(name)),
            SealedFile = file is null ? null : owners.Seal(owner, file, RequestSender.FileNameOf(name)),
            SenderLookup = mail.SenderLookup,
            Language = read.Language,
            ArrivedAt = mail.ArrivedAt,
            ChangedAt = now,
            Stamp = name,
        };
        await db.InsertAsync(request, cancellation);
        db.Insert(new RequestEventRow { RequestId = request.Id, At = now, ActorId = "", Kind = "arrived", Detail = reason, MailId = mail.Id });
        if (kind == RequestKind.AdditionalPins)
        {
            var asked = PinRequestText.Read(read.Text).Over(PinRequestText.Read(read.Subject));
            db.PinRequests.Add(PinDetails.New(owners, owner, request, asked));
            request.KitId = await KitOfAsync(db, asked, cancellation);
        }

        return request;
    }

    /// <summary>Takes what a customer adds to a request for an additional PIN code: details that were missing, a request file.</summary>
    /// <remarks>Another sender's words change nothing: they are in the mail, where a clerk reads them.</remarks>
    internal async Task AddAnswerAsync(CenterDb db, MailRow mail, RequestRow request, ReadMail read, CancellationToken cancellation)
    {
        if (request.SenderLookup is null || mail.SenderLookup is null || !request.SenderLookup.AsSpan().SequenceEqual(mail.SenderLookup)
            || await db.PinRequests.SingleOrDefaultAsync(p => p.RequestId == request.Id, cancellation) is not { } details)
        {
            return;
        }

        var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        if (owner.SealedKey is null)
        {
            return;
        }

        var asked = PinRequestText.Read(read.Text).Over(PinDetails.Open(owners, owner, request, details));
        PinDetails.Put(owners, owner, request, details, asked);
        request.KitId = await KitOfAsync(db, asked, cancellation) ?? request.KitId;
        if (read.Files.FirstOrDefault(f => f.Bytes.Length <= LicenseRequestFile.MostBytes) is { } file)
        {
            request.SealedFile = owners.Seal(owner, file.Bytes, RequestSender.FileNameOf(request.Name));
        }
    }

    /// <summary>Puts a request file into the request that asked for it, in the place of an earlier one.</summary>
    /// <returns>Whether it lies there; not when the sender of the request was erased.</returns>
    internal async Task<bool> TakeFileAsync(CenterDb db, RequestRow request, byte[] file, string? detail, CancellationToken cancellation)
    {
        var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        if (owner.SealedKey is null)
        {
            return false;
        }

        (request.Kind, request.Detail) = (RequestKind.LicenseFile, Cut(detail));
        request.SealedFile = owners.Seal(owner, file, RequestSender.FileNameOf(request.Name));
        return true;
    }

    private static string? Cut(string? detail) => detail is { Length: > 200 } ? detail[..200] : detail;

    private static async Task<long?> KitOfAsync(CenterDb db, PinAsked asked, CancellationToken cancellation) =>
        asked.KitNumber is { Digits: var number } ? await db.Kits.Where(k => k.Number == number).Select(k => (long?)k.Id).FirstOrDefaultAsync(cancellation) : null;
}
