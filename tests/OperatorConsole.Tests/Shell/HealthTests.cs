using System.Net;
using System.Text.Json;
using Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OperatorConsole.Tests.Shell;

public sealed class HealthTests
{
    [Fact]
    public async Task A_console_that_can_serve_is_ready()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();

        (await visitor.GetAsync("/healthz/live")).Status.ShouldBe(HttpStatusCode.OK);
        var ready = await visitor.GetAsync("/healthz/ready");
        ready.Status.ShouldBe(HttpStatusCode.OK);
        using var body = JsonDocument.Parse(ready.Text);
        body.RootElement.GetProperty("checks").GetProperty("database").GetString().ShouldBe("Healthy");
        body.RootElement.GetProperty("checks").GetProperty("keys").GetString().ShouldBe("Healthy");
    }

    [Fact]
    public async Task Without_its_database_it_lives_and_is_not_ready()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        await using (var db = await console.Services.GetRequiredService<IDbContextFactory<CenterDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await db.Database.EnsureDeletedAsync(TestContext.Current.CancellationToken);
        }

        (await visitor.GetAsync("/healthz/live")).Status.ShouldBe(HttpStatusCode.OK);
        var ready = await visitor.GetAsync("/healthz/ready");
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Text.ShouldContain("\"database\":\"Unhealthy\"");
        ready.Text.ShouldNotContain("SQLite");
    }
}
