using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Files;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>One request file of a mail: answered by itself when nothing speaks against it, otherwise a clerk's.</summary>
/// <remarks>What the rules refuse is not refused here: a person looks at it first, and nothing is recorded in the ledger until then.</remarks>
internal sealed class FileFromMail(Vault vault, AnswerFile answer, NewRequest fresh, QueueLetter queue, Letters letters, TimeProvider clock)
{
    /// <returns>The request, which is the one that asked for the file where it is not answered by itself; null for a copy of one in the same mail.</returns>
    internal async Task<RequestRow?> AddAsync(
        CenterDb db, MailRow row, OwnerKeyRow owner, ReadMail read, FoundFile file, int part, HashSet<string> seen, RequestRow? asking, CancellationToken cancellation)
    {
        var source = RequestSource.At(vault, "mail", read.Sender.Address ?? "");
        var opinion = await answer.WeighAsync(db, file.Bytes, Method.File, source);
        if (opinion is FileOpinion.Read copy && !seen.Add(Convert.ToHexString(copy.Weighed.Key)))
        {
            return null;
        }

        var (reason, detail) = await ObjectionAsync(db, row, read, file, opinion);
        var request = reason is not null && asking is not null && Kept(file) is { } asked && await fresh.TakeFileAsync(db, asking, asked, detail, cancellation)
            ? asking
            : await fresh.AddAsync(db, row, owner, read, RequestKind.LicenseFile, reason, part, cancellation, detail, Kept(file));
        if (opinion is FileOpinion.Read known)
        {
            request.RequestLookup = known.Weighed.Key;
            request.KitId = known.Weighed.Kit?.Row.Id;
        }

        if (reason is null)
        {
            await IssueAsync(db, owner, read, (FileOpinion.Read)opinion, request, source);
        }

        db.Store(request);
        return request;
    }

    /// <summary>Whether one of the files of a mail would be answered by itself.</summary>
    internal async Task<bool> AnswersAnyAsync(CenterDb db, MailRow row, ReadMail read)
    {
        var source = RequestSource.At(vault, "mail", read.Sender.Address ?? "");
        foreach (var file in read.Files)
        {
            var opinion = await answer.WeighAsync(db, file.Bytes, Method.File, source);
            if (await ObjectionAsync(db, row, read, file, opinion) is (null, _))
            {
                return true;
            }
        }

        return false;
    }

    private async Task IssueAsync(CenterDb db, OwnerKeyRow owner, ReadMail read, FileOpinion.Read weighed, RequestRow request, RequestSource source)
    {
        var issued = await answer.RecordAsync(db, weighed, source) as FileAnswer.Issued
            ?? throw new InvalidOperationException($"Request {request.Reference} was weighed as a grant and got none.");
        (request.LicenseId, request.Decision, request.DecidedAt) = (long.Parse(issued.LicenseId, System.Globalization.CultureInfo.InvariantCulture), "answered", clock.GetUtcNow());
        queue.Add(db, owner, LicenseLetter.Write(letters, request, issued, read.Sender.Address!, read.Message.MessageId));
    }

    private async Task<(string? Reason, string? Detail)> ObjectionAsync(
        CenterDb db, MailRow row, ReadMail read, FoundFile file, FileOpinion opinion) => opinion switch
        {
            FileOpinion.Unreadable unreadable => ("unreadable", unreadable.Member),
            _ when file.Forwarded => ("forwarded", null),
            _ when read.Encrypted => ("encrypted-mail", null),
            _ when read.Sender.Doubt is { } doubt => (doubt, null),
            FileOpinion.Read { Weighed.Decision: Refused refused } => ("refused", refused.Reason.Code()),
            FileOpinion.Read known when await IsOthersAsync(db, row, read, known) => ("other-sender", null),
            _ => (null, null),
        };

    // The same request from another sender than the first may be a copy in wrong hands. One that first came another way
    // belongs to the address that its owner wrote into it.
    private static async Task<bool> IsOthersAsync(CenterDb db, MailRow row, ReadMail read, FileOpinion.Read known)
    {
        var first = await MailQueries.FirstOfAsync(db, known.Weighed.Key);
        return first is not null
            ? first.Lookup is null || row.SenderLookup is null || !first.Lookup.AsSpan().SequenceEqual(row.SenderLookup)
            : known.Weighed.Decision is Repeated && !string.Equals(known.Request.Owner.Email.Trim(), read.Sender.Address, StringComparison.OrdinalIgnoreCase);
    }

    // Something large that only had the name of a request file is in the mail itself.
    internal static byte[]? Kept(FoundFile file) => file.Bytes.Length <= LicenseRequestFile.MostBytes ? file.Bytes : null;
}
