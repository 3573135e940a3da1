using System.Globalization;
using System.Linq.Expressions;
using Hangfire.Common;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Requests;
using OperatorConsole.Features.Violations;
using OperatorConsole.Mail;

namespace OperatorConsole.Jobs;

/// <summary>One recurring job: a sweep over our tables that may run twice or late without harm.</summary>
/// <param name="Id">Stable name, as the dashboard shows it.</param>
/// <param name="Cron">When, in UTC.</param>
/// <param name="Work">What is called.</param>
internal sealed record ScheduledJob(string Id, string Cron, Job Work)
{
    /// <summary>Whether it is due every few seconds, which only a schedule of six fields can say.</summary>
    public bool IsSweep => Cron.Split(' ').Length == 6;

    /// <summary>A job that asks the container for <typeparamref name="T"/>; the token ends with the server.</summary>
    public static ScheduledJob Of<T>(string id, string cron, Expression<Func<T, Task>> work) => new(id, cron, Job.FromExpression(work));
}

/// <summary>Everything that happens by itself, in one table.</summary>
internal static class Schedule
{
    private const string Mail = "mail";

    /// <summary>The table with what an installation sets in it.</summary>
    /// <exception cref="Shell.Hosting.UnusableSettingException">A setting cannot be used.</exception>
    public static IReadOnlyList<ScheduledJob> Of(IConfiguration settings)
    {
        var every = string.Create(CultureInfo.InvariantCulture, $"*/{MailSettings.SweepSeconds(settings)} * * * * *");
        return [.. All.Select(job => job.Id == Mail ? job with { Cron = every } : job)];
    }

    /// <summary>The table.</summary>
    public static IReadOnlyList<ScheduledJob> All { get; } =
    [
        ScheduledJob.Of<CloseQuietCalls>("quiet-calls", "* * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<CompletePinDecisions>("additional-pins", "*/5 * * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<SweepMail>(Mail, "*/15 * * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<CompleteDecisions>("decisions", "*/15 * * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<ReturnWaiting>("waiting-requests", "* * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<EraseMail>("erase-mail", "0 3 * * *", job => job.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<WatchHistory>("violations", "*/10 * * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        ScheduledJob.Of<RunRules>("violations-whole", "30 2 * * *", run => run.NightlyAsync(CancellationToken.None)),
    ];
}
