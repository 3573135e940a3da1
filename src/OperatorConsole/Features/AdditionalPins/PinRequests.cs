using Data;
using Data.AdditionalPins;
using Data.Kits;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Computers;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>A request for an additional PIN code with everything that a decision about it rests on.</summary>
/// <param name="Row">The request.</param>
/// <param name="Details">Its details as they are kept; null for a request that was taken before they were read.</param>
/// <param name="Key">Key of whoever wrote it.</param>
/// <param name="Asked">What it says.</param>
/// <param name="Sender">Who wrote it; null when the sender was erased.</param>
/// <param name="Kit">The kit that it names.</param>
/// <param name="Review">What the rules say of it.</param>
internal sealed record LoadedPinRequest(
    RequestRow Row, PinRequestRow? Details, OwnerKeyRow Key, PinAsked Asked, RequestSender? Sender, LoadedKit? Kit, PinReview Review)
{
    /// <summary>The address that asked; null for a caller who named none.</summary>
    internal string? From => Sender is { Address.Length: > 0 } sender ? sender.Address : null;

    /// <summary>The address that a PIN code goes to without anybody's approval.</summary>
    internal string? OnRecord => Review.License?.AddressOnRecord;

    /// <summary>Whether the one who asked is known to be who owns the license.</summary>
    internal bool FromRecord => From is { } from && from.Equals(OnRecord?.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Loads requests for additional PIN codes, and holds them against the rules as things stand.</summary>
internal sealed class PinRequests(Vault vault, OwnerSealing owners, AnswerFile files, IViolationFacts violations, RuleSettings rules, CenterClock clock)
{
    private const int MostOpened = 2000;

    /// <summary>The request with this number; null when there is none of the kind.</summary>
    internal async Task<LoadedPinRequest?> LoadAsync(CenterDb db, int number, CancellationToken cancellation) =>
        await db.Requests.SingleOrDefaultAsync(r => r.Number == number && r.Kind == RequestKind.AdditionalPins, cancellation) is { } row
            ? await LoadAsync(db, row, cancellation)
            : null;

    /// <inheritdoc cref="LoadAsync(CenterDb, int, CancellationToken)"/>
    internal async Task<LoadedPinRequest> LoadAsync(CenterDb db, RequestRow row, CancellationToken cancellation)
    {
        var key = await db.OwnerKeys.SingleAsync(k => k.Id == row.OwnerKeyId, cancellation);
        var details = await db.PinRequests.SingleOrDefaultAsync(p => p.RequestId == row.Id, cancellation);
        var asked = details is null ? new PinAsked() : PinDetails.Open(owners, key, row, details);
        var kit = asked.KitNumber is { Digits: var digits } ? await LoadedKit.ByNumberAsync(db, vault, digits) : null;
        var sender = RequestSender.Open(owners, key, row);
        var review = PinReview.Of(new PinCase(asked, kit?.History, clock.Now)
        {
            From = sender is { Address.Length: > 0 } ? sender.Address : null,
            RegisteredOwner = kit is null ? "" : await OwnerAsync(db, kit.Row, cancellation),
            File = FileOf(row, key),
            Violations = kit is null ? ViolationFacts.None : await violations.OfKitAsync(db, kit.Row.Id, cancellation),
            MostPerYear = rules.AdditionalPinsPerYear,
        });
        return new LoadedPinRequest(row, details, key, asked, sender, kit, review);
    }

    /// <summary>Those whose company has a text in its name. What is asked is sealed, so that it is opened and compared, newest first.</summary>
    internal async Task<List<long>> OfCompanyAsync(CenterDb db, IQueryable<RequestRow> requests, string text, CancellationToken cancellation)
    {
        var rows = await requests.OrderByDescending(r => r.Id).Take(MostOpened)
            .Join(db.PinRequests, r => r.Id, p => p.RequestId, (request, details) => new { request, details })
            .Join(db.OwnerKeys, r => r.request.OwnerKeyId, k => k.Id, (r, key) => new { r.request, r.details, key }).AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. rows.Where(r => PinDetails.Open(owners, r.key, r.request, r.details).Company.Contains(text, StringComparison.CurrentCultureIgnoreCase)).Select(r => r.request.Id),
        ];
    }

    /// <summary>The decision that is open, or null.</summary>
    internal static Task<PinDecisionRow?> OpenAsync(CenterDb db, long requestId, CancellationToken cancellation) =>
        db.PinDecisions.SingleOrDefaultAsync(d => d.OpenRequestId == requestId, cancellation);

    /// <summary>The decision that gave a PIN, or null: a request gets one.</summary>
    internal static Task<PinDecisionRow?> GivenAsync(CenterDb db, long requestId, CancellationToken cancellation) =>
        db.PinDecisions.SingleOrDefaultAsync(d => d.RequestId == requestId && d.State == PinDecisionState.Done && d.PinId != null && d.EntryId != null, cancellation);

    /// <summary>Notes that something happened; whoever looks at an older state of it is told so.</summary>
    internal static void Happened(CenterDb db, RequestRow row, DateTimeOffset now, string actorId, string kind, string? detail = null)
    {
        (row.ChangedAt, row.Stamp) = (now, Guid.CreateVersion7(now));
        db.RequestEvents.Add(new RequestEventRow { RequestId = row.Id, At = now, ActorId = actorId, Kind = kind, Detail = detail });
    }

    private async Task<string> OwnerAsync(CenterDb db, KitRow kit, CancellationToken cancellation) =>
        kit.SealedOwner is { } name && await db.OwnerKeys.SingleOrDefaultAsync(k => k.Id == kit.OwnerKeyId, cancellation) is { } key
            ? owners.OpenText(key, name, RowName.Of(CorrectKit.KitOwnerColumn, kit.Number)) ?? ""
            : "";

    private SeenFile? FileOf(RequestRow row, OwnerKeyRow key)
    {
        if (row.SealedFile is not { } closed || owners.Open(key, closed, RequestSender.FileNameOf(row.Name)) is not { } bytes)
        {
            return null;
        }

        return files.Open(bytes).Request is not { } file ? SeenFile.Unreadable : new SeenFile
        {
            Kit = file.Kit,
            Pin = file is { Operation: Operation.RestoreWithSpare, CurrentPin: { } current } ? current : file.Pin,
            OwnerDigest = file.Owner.DigestFor(file.Kit),
            Computer = CanonicalComputer.From(file.Computer),
        };
    }
}
