using System.Diagnostics;
using Data;
using Data.Mail;
using Data.Sealing;
using Data.Staff;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Tests.Mail;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Requests;

/// <summary>The queue as it is served.</summary>
public sealed class QueuePageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_five_thousand_waiting_no_page_of_the_desk_takes_300_ms()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("oleg", Roles.Clerk);
        var reference = (await console.Services.GetRequiredService<TakeFile>().RunAsync(System.Text.Encoding.UTF8.GetBytes(MailDesk.Mail(subject: "A question")), Cancellation)).Reference!;
        await FillAsync(console.Services, 5000);
        using var oleg = console.Visit();
        (await oleg.SignInAsync("oleg")).Status.ShouldBe(System.Net.HttpStatusCode.Redirect);
        foreach (var path in new[] { "/", "/requests", "/requests?tab=Unclaimed&page=120", "/requests/" + reference, "/requests/mails" })
        {
            var best = double.MaxValue;
            for (var i = 0; i < 6; i++)
            {
                var started = Stopwatch.GetTimestamp();
                (await oleg.GetAsync(path)).Status.ShouldBe(System.Net.HttpStatusCode.OK, path);
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {best:0} ms");
            best.ShouldBeLessThan(300, path);
        }
    }

    [Fact]
    public async Task Only_the_desk_is_given_pages_exports_and_raw_messages()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        await console.HireAsync("oleg", Roles.Clerk);
        var taken = await console.Services.GetRequiredService<TakeFile>().RunAsync(System.Text.Encoding.UTF8.GetBytes(MailDesk.Mail(subject: "A question")), Cancellation);
        using var anna = console.Visit();
        await anna.SignInAsync("anna");
        foreach (var path in new[] { "/requests", "/requests/" + taken.Reference, "/requests/mails", "/requests/export", "/requests/mails/1", "/requests/texts" })
        {
            (await anna.GetAsync(path)).Find("[data-testid=queue], [data-testid=request], table").ShouldBe("", path);
        }

        using var oleg = console.Visit();
        await oleg.SignInAsync("oleg");
        (await oleg.GetAsync("/requests")).Find("[data-testid=request-row] a").ShouldBe(taken.Reference);
        (await oleg.GetAsync("/requests/texts")).Find("table").ShouldBe("", "texts are a supervisor's");
        var raw = await oleg.GetAsync("/requests/mails/1");
        (raw.Headers["Content-Type"], raw.Headers["Content-Disposition"]).ShouldBe(("application/octet-stream", "attachment; filename=mail-1.eml; filename*=UTF-8''mail-1.eml"));
        (raw.Headers["X-Content-Type-Options"], raw.Headers["Cache-Control"]).ShouldBe(("nosniff", "no-store"));
        raw.Text.ShouldContain("Subject: A question");
    }

    [Fact]
    public async Task A_filter_that_nothing_fits_is_named_with_a_way_out_of_it()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("oleg", Roles.Clerk);
        using var oleg = console.Visit();
        await oleg.SignInAsync("oleg");
        var page = await oleg.GetAsync("/requests?tab=Unclaimed&kind=LicenseFile&reason=forwarded&language=ru&age=4&find=nobody%40nowhere.example");
        var said = page.Find("[data-testid=queue-empty]");
        foreach (var part in new[] { "Request file", "forwarded", "Русский", "4", "nobody@nowhere.example" })
        {
            said.ShouldContain(part, Case.Insensitive);
        }

        page.Document.QuerySelector("[data-testid=clear-filter]")!.GetAttribute("href").ShouldEndWith("/requests?tab=Unclaimed");
        (await oleg.GetAsync("/requests?tab=Unclaimed")).Document.QuerySelector("[data-testid=clear-filter]").ShouldBeNull();
    }

    private static Task FillAsync(IServiceProvider services, int count)
    {
        var (owners, now) = (services.GetRequiredService<OwnerSealing>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        return services.GetRequiredService<Center>().WriteAsync(async db =>
        {
            var owner = owners.NewKey();
            db.OwnerKeys.Add(owner);
            await db.SaveChangesAsync(Cancellation);
            for (var number = 2; number <= count + 1; number++)
            {
                var name = Guid.CreateVersion7(now);
                var sender = System.Text.Json.JsonSerializer.Serialize(new RequestSender($"c{number}@vector.example", $"Customer {number}", "A question", null));
                db.Requests.Add(new RequestRow
                {
                    Number = number,
                    Reference = RequestReference.Of(number),
                    Name = name,
                    Kind = RequestKind.Other,
                    State = RequestState.Open,
                    Reason = "no-request",
                    Part = 1,
                    OwnerKeyId = owner.Id,
                    SealedSender = owners.SealText(owner, sender, RequestSender.RowNameOf(name)),
                    Language = "en",
                    ArrivedAt = now.AddSeconds(number),
                    ChangedAt = now,
                    Stamp = name,
                });
            }
        }, Cancellation);
    }
}
