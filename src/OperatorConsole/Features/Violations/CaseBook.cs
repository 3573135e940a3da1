using Data;
using Data.Journal;
using Data.Sealing;
using Data.Violations;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Features.Violations;

/// <summary>Enters observations, and opens or reopens the case that they belong to, within a running write.</summary>
internal sealed class CaseBook(Vault vault, JournalWriter journal, TimeProvider clock)
{
    // A step of severity outweighs a month of age.
    private static readonly long Step = TimeSpan.FromDays(30).Ticks;

    /// <summary>Enters a finding; null when it stands there already.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="place">Where it was found.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="evidence">What shows it.</param>
    internal async Task<CaseNews?> AddAsync(CenterDb db, CasePlace place, Finding finding, Evidence evidence, CancellationToken cancellation)
    {
        var key = KeyOf(place, finding);
        return await db.Observations.AnyAsync(o => o.Key == key, cancellation) ? null : await EnterAsync(db, place, finding, evidence, key, null, cancellation);
    }

    /// <summary>Enters what a person reported.</summary>
    internal Task<CaseNews> ReportAsync(CenterDb db, CasePlace place, ViolationRule rule, Evidence evidence, string reporterId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return EnterAsync(db, place, new Finding(rule, "reported", 0, 1, 1, [], [], now, now), evidence, $"{rule.Id}/{rule.Version} {place.Subject}", reporterId, cancellation);
    }

    /// <summary>The same for the same finding at the same place.</summary>
    internal static string KeyOf(CasePlace place, Finding finding) => $"{place.Subject} {finding.Key}";

    /// <summary>Row name under which evidence is sealed.</summary>
    internal static string NameOf(ObservationRow row) => RowName.Of("Observations.SealedEvidence", row.Name.ToString("D"));

    /// <summary>Label under which the hash of the evidence is made.</summary>
    internal const string EvidenceLabel = "evidence";

    private async Task<CaseNews> EnterAsync(
        CenterDb db, CasePlace place, Finding finding, Evidence evidence, string key, string? reporterId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var one = await db.Cases.SingleOrDefaultAsync(c => c.Rule == finding.Rule.Id && c.Subject == place.Subject, cancellation);
        if (one is null)
        {
            one = await OpenAsync(db, place, finding, reporterId, now, cancellation);
        }
        else
        {
            Reopen(one, finding, now);
        }

        var text = evidence.Write();
        var row = new ObservationRow
        {
            CaseId = one.Id,
            KitId = place.KitId,
            Rule = finding.Rule.Id,
            RuleVersion = finding.Rule.Version,
            Key = key,
            Severity = finding.Severity,
            Suggested = finding.Suggested,
            Level = finding.Level,
            Limit = finding.Limit,
            Seen = finding.Seen,
            FoundAt = now,
            FirstAt = finding.First,
            LastAt = finding.Last,
            Name = Guid.CreateVersion7(now),
            SealedEvidence = [],
            EvidenceHash = vault.Lookup(EvidenceLabel, text),
        };
        row.SealedEvidence = vault.SealText(text, NameOf(row));
        db.Observations.Add(row);
        await db.SaveChangesAsync(cancellation);
        await journal.AppendAsync(db, reporterId is null ? "system" : "staff", "violation-observed", one.Reference, new
        {
            rule = finding.Rule.Id,
            version = finding.Rule.Version,
            severity = row.Severity,
            limit = row.Limit,
            seen = row.Seen,
            kit = place.Kit,
            observation = row.Id,
        });
        return new CaseNews(one.Reference, place.Kit, row.Severity);
    }

    private static async Task<CaseRow> OpenAsync(CenterDb db, CasePlace place, Finding finding, string? reporterId, DateTimeOffset now, CancellationToken cancellation)
    {
        var number = await CaseReference.NextAsync(db, cancellation);
        var one = new CaseRow
        {
            Number = number,
            Reference = CaseReference.Of(number),
            Rule = finding.Rule.Id,
            KitId = place.KitId,
            Subject = place.Subject,
            State = CaseState.Open,
            Severity = finding.Severity,
            Suggested = finding.Suggested,
            Evidence = Math.Max(finding.Entries.Count, 1),
            FirstSeen = finding.First,
            LastSeen = finding.Last,
            OpenedAt = now,
            WaitingSince = now,
            Rank = RankOf(finding.Severity, finding.Last),
            ReportedById = reporterId,
            Stamp = Guid.CreateVersion7(now),
        };
        db.Cases.Add(one);
        await db.SaveChangesAsync(cancellation);
        return one;
    }

    // A decision stands until a further one is made; what was noticed since waits for it.
    private static void Reopen(CaseRow one, Finding finding, DateTimeOffset now)
    {
        one.Escalated = true;
        one.WaitingSince = one.State == CaseState.Open ? one.WaitingSince : now;
        one.State = CaseState.Open;
        (one.Severity, one.Suggested) = finding.Severity >= one.Severity ? (finding.Severity, finding.Suggested) : (one.Severity, one.Suggested);
        one.Evidence = Math.Max(one.Evidence, finding.Entries.Count);
        one.FirstSeen = finding.First < one.FirstSeen ? finding.First : one.FirstSeen;
        one.LastSeen = finding.Last > one.LastSeen ? finding.Last : one.LastSeen;
        one.Rank = RankOf(one.Severity, one.LastSeen);
        one.Stamp = Guid.CreateVersion7(now);
    }

    private static long RankOf(Severity severity, DateTimeOffset last) => last.UtcTicks + ((long)severity * Step);
}

/// <summary>Where something was found.</summary>
/// <param name="Subject">What makes one case of several observations of a rule.</param>
/// <param name="KitId">The kit's row.</param>
/// <param name="Kit">Its number.</param>
internal sealed record CasePlace(string Subject, long? KitId, string? Kit);
