using System.Text;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.SelfService;

/// <summary>Many at one PIN code at the same moment, by both methods; and the id of a request, which only its own Center can make.</summary>
public sealed class RaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_times_the_same_request_by_both_methods_at_once_is_one_license_and_one_file()
    {
        await using var center = await PatientAsync();
        var request = ServedCenter.Request(await center.KitAsync("base"));

        var files = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => i % 2 == 0
            ? (await AskAsync(center, request)).Text
            : Encoding.UTF8.GetString((await UploadAsync(center, request)).ShouldBeOfType<FileAnswer.Issued>().File)));

        files.Distinct().Count().ShouldBe(1);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await center.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Of_fifty_computers_that_move_one_license_to_one_spare_pin_one_has_it()
    {
        await using var center = await PatientAsync();
        var kit = await center.KitAsync("base");
        var first = ServedCenter.Request(kit);
        (await center.SendAsync(first)).Status.ShouldBe(200);
        var move = first with { Operation = Operation.RestoreWithSpare, Pin = kit.Sets[0].Pins[1].Code, CurrentPin = first.Pin };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => AskAsync(center, move with { Computer = first.Computer with { Motherboard = $"board {i}" } })));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 422).ShouldBe(49);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        var winner = LicenseDetailsFile.Read(answers.Single(answer => answer.Status == 200).Text).Details;
        (await center.SendAsync(first with { Operation = Operation.Restore, Unchanged = true, Pin = move.Pin, Computer = first.Computer with { Motherboard = winner.Computer.Motherboard } })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Two_installations_give_one_and_the_same_request_different_ids()
    {
        await using var center = await ServedCenter.StartAsync();
        await using var other = await ServedCenter.StartAsync();
        var request = ServedCenter.Request(await center.KitAsync("base"));
        var kits = await center.Console.Services.GetRequiredService<ExportKits>().RunAsync(Acting.System, withPins: true, Cancellation);
        (await other.Console.Services.GetRequiredService<ImportKits>().RunAsync(Acting.System, kits, Cancellation)).Faults.ShouldBeEmpty();

        var (here, there) = (await IdAsync(center), await IdAsync(other));

        here.ShouldMatch("^[0-9a-f]{32}$");
        there.ShouldNotBe(here);
        (await IdAsync(center)).ShouldBe(here);

        async Task<string> IdAsync(ServedCenter asked) => LicenseDetailsFile.Read((await asked.SendAsync(request)).Text).Details.RequestId;
    }

    private static Task<ServedCenter> PatientAsync() => ServedCenter.StartAsync("--SelfService:RequestsPerMinuteAndKit", "100000");

    private static Task<FileAnswer> UploadAsync(ServedCenter center, LicenseRequestFile request) => center.Console.Services.GetRequiredService<AnswerFile>()
        .RunAsync(Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request)), Method.File, new RequestSource("page", "page"), Cancellation);

    // Told that the Center is busy, a program asks again, as it is told.
    private static async Task<Sent> AskAsync(ServedCenter center, LicenseRequestFile request)
    {
        while (true)
        {
            if (await center.SendAsync(request) is { Status: not 503 } answer)
            {
                return answer;
            }
        }
    }
}
