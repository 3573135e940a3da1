using Data;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Features.Requests;
using OperatorConsole.Features.Violations;
using OperatorConsole.Jobs;
using OperatorConsole.Mail;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Tests.Shell;

public sealed class JobsTests
{
    private static readonly Installation Embedded = new()
    {
        Demo = false,
        Directory = "",
        Engine = DatabaseProvider.Sqlite,
        ConnectionString = "",
        TrustedProxies = [],
        IdleMinutes = 15,
        AbsoluteHours = 10,
        CircuitsPerPerson = 3,
        Zone = TimeZoneInfo.Utc,
    };

    [Fact]
    public async Task What_the_schedule_names_is_entered_and_what_it_no_longer_names_goes()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddJobs(Embedded, [ScheduledJob.Of<Sweep>("sweep", Cron.Minutely(), sweep => sweep.RunAsync(CancellationToken.None))]);
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IRecurringJobManager>().AddOrUpdate<Sweep>("old", sweep => sweep.RunAsync(CancellationToken.None), Cron.Daily());

        var entering = provider.GetServices<IHostedService>().First(service => service.GetType().Name == "EnterSchedule");
        await entering.StartAsync(TestContext.Current.CancellationToken);

        using var connection = provider.GetRequiredService<JobStorage>().GetConnection();
        var job = connection.GetRecurringJobs().ShouldHaveSingleItem();
        job.Id.ShouldBe("sweep");
        job.Cron.ShouldBe("* * * * *");
        job.TimeZoneId.ShouldBe("UTC");
    }

    [Fact]
    public async Task Every_sweep_is_called_once_as_soon_as_the_console_serves()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddJobs(Embedded, Schedule.All);
        await using var provider = services.BuildServiceProvider();
        await provider.GetServices<IHostedService>().First(service => service.GetType().Name == "EnterSchedule").StartAsync(TestContext.Current.CancellationToken);

        provider.WakeSweeps();

        provider.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedJobs("default", 0, 100).Select(waiting => waiting.Value.Job.Type)
            .ShouldBe([typeof(CompletePinDecisions), typeof(SweepMail), typeof(CompleteDecisions), typeof(WatchHistory)], ignoreOrder: true);
    }

    [Fact]
    public void Every_job_has_a_name_of_its_own() => Schedule.All.Select(job => job.Id).ShouldBeUnique();

    public sealed class Sweep
    {
        public Task RunAsync(CancellationToken cancellation) => Task.FromCanceled(cancellation);
    }
}
