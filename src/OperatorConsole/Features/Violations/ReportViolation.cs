using Data;
using Data.Sealing;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>A file that goes with a report.</summary>
/// <param name="Name">As the person's computer calls it.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record ReportFile(string Name, byte[] Bytes);

/// <summary>What a person reports.</summary>
/// <param name="Kit">Kit number.</param>
/// <param name="Rule">Id of one of <see cref="ViolationRule.Reported"/>.</param>
/// <param name="Words">What was noticed, where, by whom.</param>
public sealed record Report(string Kit, string Rule, string Words)
{
    /// <summary>What shows it.</summary>
    public IReadOnlyList<ReportFile> Files { get; init; } = [];
}

/// <summary>Why a report was not taken.</summary>
public enum ReportFault
{
    /// <summary>It was.</summary>
    None,

    /// <summary>There is no such kit.</summary>
    NoKit,

    /// <summary>It does not say what was noticed.</summary>
    NoWords,

    /// <summary>More or larger files than a report takes.</summary>
    Files,
}

/// <summary>Staff report what no rule can notice: copies of a license file, resale. It is a case like any other.</summary>
internal sealed class ReportViolation(Center center, Vault vault, CaseBook book, TellSupervisors tell, CenterClock clock)
{
    private const int LeastWords = 10;
    private readonly Traces _traces = new(new LedgerSeals(vault));

    /// <summary>Reports.</summary>
    /// <returns>Reference of the case, or why there is none.</returns>
    public async Task<(string? Reference, ReportFault Fault)> RunAsync(Acting acting, Report report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        ArgumentNullException.ThrowIfNull(report);
        var rule = ViolationRule.Reported.FirstOrDefault(r => r.Id == report.Rule) ?? ViolationRule.ReportedOther;
        if ((report.Words ?? "").Trim() is not { Length: >= LeastWords } words)
        {
            return (null, ReportFault.NoWords);
        }

        if (report.Files.Count > CaseFiles.Most || report.Files.Any(f => f.Bytes.Length is 0 or > CaseFiles.MostBytes))
        {
            return (null, ReportFault.Files);
        }

        var number = string.Concat((report.Kit ?? "").Where(char.IsAsciiDigit));
        var news = await center.WriteAsync(async db =>
        {
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit)
            {
                return null;
            }

            var name = Guid.CreateVersion7(clock.Now);
            var entered = await book.ReportAsync(db, new CasePlace($"report {name:D}", kit.Row.Id, number), rule, Evidence.Reported(words, _traces.Of(kit, [])), acting.Id, cancellation);
            var one = await db.Cases.SingleAsync(c => c.Reference == entered.Reference, cancellation);
            db.CaseFiles.AddRange(report.Files.Select(f => CaseFiles.Seal(vault, one.Id, acting.Id, clock.Now, f)));
            if (entered.Noticed == Severity.High)
            {
                await tell.QueueAsync(db, entered, rule, cancellation);
            }

            return entered;
        }, cancellation);
        tell.AtOnce(news);
        return news is null ? (null, ReportFault.NoKit) : (news.Reference, ReportFault.None);
    }
}
