using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Presence;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Mail;

/// <summary>Mail: what comes in is stored, understood and answered or queued; what goes out is replayed from the outbox.</summary>
internal static class MailWiring
{
    public static IServiceCollection AddMail(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(provider => MailSettings.Read(provider.GetRequiredService<IConfiguration>(), installation));
        services.AddSingleton(provider => ThisNode.Of(installation, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMailboxes, OpenMailboxes>();
        services.AddSingleton(provider => WayOut(provider.GetRequiredService<MailSettings>()));
        services.AddSingleton(_ => new Letters(Path.Combine(installation.Directory, "letters")));
        services.AddSingleton<OfferModules>();
        services.AddSingleton<QueueLetter>();
        services.AddSingleton<StoreMail>();
        services.AddSingleton<TakeMail>();
        services.AddSingleton<NewRequest>();
        services.AddSingleton<Acknowledge>();
        services.AddSingleton<FileFromMail>();
        services.AddSingleton<TakeCaseReply>();
        services.AddSingleton<MailRequests>();
        services.AddSingleton<HandleMail>();
        services.AddSingleton<TakeFile>();
        services.AddSingleton<AnnounceMoves>();
        services.AddSingleton<SendMail>();
        services.AddSingleton<RequestFeed>();
        services.AddSingleton<RequestPresence>();
        services.AddScoped<CircuitVisits>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitVisits>());
        services.AddSingleton<SweepMail>();
        services.AddSingleton<EraseMail>();
        services.AddSingleton<MailboxWatches>();
        services.AddHostedService<WakeOnMail>();
        services.AddHealthChecks().AddCheck<MailAnswers>("mail", HealthStatus.Degraded, ["ready"], TimeSpan.FromSeconds(5));
        return services;
    }

    /// <summary>Reads settings and letters now: one that cannot be used stops the start, not the first mail.</summary>
    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<MailSettings>();
        routes.ServiceProvider.GetRequiredService<Letters>().Require();
    }

    private static ISendLetters WayOut(MailSettings mail) => mail.Outgoing switch
    {
        MaildirOutgoing folder => new SendToFolder(folder),
        SmtpOutgoing server => new SendToServer(server, mail),
        _ => throw new InvalidOperationException($"No such way out: {mail.Outgoing.GetType().Name}."),
    };
}
