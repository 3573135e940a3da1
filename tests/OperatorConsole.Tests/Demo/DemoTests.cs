using Data.Calls;
using Data.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Demo;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Calls.Sample;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Demo;

public sealed class DemoTests
{
    private static readonly Acting Anna = new("anna-id", "anna", [Roles.Operator]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_is_filled_once_and_a_second_start_leaves_it_as_it_is()
    {
        await using var console = await RunningDemo.StartAsync();
        var filled = await CountAsync(console);
        filled.Kits.ShouldBe(19);
        filled.Calls.ShouldBe(3);
        var calls = (await ListAsync(console)).ToLookup(call => call.State);
        calls[CallState.Completed].ShouldHaveSingleItem();
        calls[CallState.Dropped].Select(call => (call.Groups, call.Line)).ShouldBe([(7, 0), (17, 4)], ignoreOrder: true);

        var told = new StringWriter();
        await DemoStart.TellAsync(console.App, told, "green tea");

        (await CountAsync(console)).ShouldBe(filled);
        (await console.Get<global::Data.Journal.JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
        await ShouldSignInAsync(console, told.ToString());
    }

    [Fact]
    public async Task Outside_the_demo_there_is_neither_content_nor_caller()
    {
        await using var console = await RunningConsole.StartAsync();
        console.Services.GetService<DemoContent>().ShouldBeNull();
        console.Services.GetService<SampleCallers>().ShouldBeNull();
    }

    // Whoever reads what is told gets in with it, in every role, and finds the keys for the customer program.
    private static async Task ShouldSignInAsync(RunningDemo console, string told)
    {
        foreach (var role in Roles.All)
        {
            using var visitor = new Visitor(console.Address, "en");
            (await visitor.SignInAsync(role, "green tea")).Status.ShouldBe(System.Net.HttpStatusCode.Redirect, role);
        }

        told.ShouldContain(console.Address.GetLeftPart(UriPartial.Authority));
        told.ShouldContain("green tea");
        var keys = told.Split('\n').Single(line => line.Contains("keys:", StringComparison.Ordinal)).Split("keys:")[1].Trim();
        Licensing.Files.CenterKeys.Read(await File.ReadAllTextAsync(keys, Cancellation)).PhoneKeys.ShouldHaveSingleItem();
    }

    private static async Task<IReadOnlyList<CallSummary>> ListAsync(RunningDemo console) =>
        (await console.Get<ListCalls>().RunAsync(Anna, new CallFilter(), 0, Cancellation)).Calls;

    private static Task<(int Kits, int Pins, int Calls, int Ledger, int Journal)> CountAsync(RunningDemo console) =>
        console.Get<global::Data.Center>().ReadAsync(
            async db => (
                await db.Kits.CountAsync(Cancellation), await db.Pins.CountAsync(Cancellation), await db.Calls.CountAsync(Cancellation),
                await db.Ledger.CountAsync(Cancellation), await db.Journal.CountAsync(Cancellation)),
            Cancellation);
}
