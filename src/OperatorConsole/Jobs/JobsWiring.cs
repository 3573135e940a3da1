using Data;
using Hangfire;
using Hangfire.SqlServer;
using Hangfire.Storage;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Jobs;

/// <summary>Hangfire: in memory beside SQLite, in tables beside SQL Server.</summary>
internal static class JobsWiring
{
    public static IServiceCollection AddJobs(this IServiceCollection services, Installation installation, IReadOnlyList<ScheduledJob> schedule)
    {
        services.AddHangfire(jobs =>
        {
            // Hangfire keeps its log for the whole process: Serilog's is always there, a host's own is gone with the host.
            jobs.UseSerilogLogProvider().UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            _ = installation.Engine switch
            {
                DatabaseProvider.Sqlite => (IGlobalConfiguration)jobs.UseInMemoryStorage(),
                // The tables come with the migration script, not from a running console.
                DatabaseProvider.SqlServer => jobs.UseSqlServerStorage(
                    installation.ConnectionString, new SqlServerStorageOptions { PrepareSchemaIfNecessary = false }),
            };
        });
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.ServerName = "console";

            // How often the table is looked at: a job that is due every five seconds cannot wait for fifteen. In memory it costs nothing.
            server.SchedulePollingInterval = TimeSpan.FromSeconds(installation.Engine == DatabaseProvider.Sqlite ? 1 : 5);
        });
        services.AddSingleton<IHostedService>(provider => new EnterSchedule(
            provider.GetRequiredService<IRecurringJobManager>(), provider.GetRequiredService<JobStorage>(), schedule));
        return services;
    }

    /// <summary>Calls every sweep at once: what waited while nobody served does not wait for the schedule as well.</summary>
    public static void WakeSweeps(this IServiceProvider services)
    {
        var jobs = services.GetRequiredService<IRecurringJobManager>();
        foreach (var sweep in Schedule.All.Where(job => job.IsSweep))
        {
            jobs.Trigger(sweep.Id);
        }
    }

    public static void MapJobs(this IEndpointRouteBuilder routes) =>
        routes.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], AppPath = "/", DisplayStorageConnectionString = false })
            .RequireAuthorization(Access.Administration);

    // At every start: what the table names is entered anew, what it no longer names goes.
    private sealed class EnterSchedule(IRecurringJobManager jobs, JobStorage storage, IReadOnlyList<ScheduledJob> schedule) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            using var connection = storage.GetConnection();
            foreach (var gone in connection.GetRecurringJobs().Select(job => job.Id).Except(schedule.Select(job => job.Id)))
            {
                jobs.RemoveIfExists(gone);
            }

            foreach (var job in schedule)
            {
                jobs.AddOrUpdate(job.Id, job.Work, job.Cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
