using System.Text;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

/// <summary>A caller comes back: his call is found by whatever he remembers, and what he told stays with it.</summary>
public sealed class SupportLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("romashka")]
    [InlineData("12:00")]
    [InlineData("today 12:10")]
    [InlineData("24.11 11:50")]
    [InlineData("24.11.2026 12:00")]
    public async Task A_call_is_found_by_company_as_told_and_by_its_time(string said)
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        await desk.Get<SaveTold>().RunAsync(CallDesk.Anna, reference, new Told("ООО Romashka Plus", Telephone: "+7 900"), Cancellation);
        desk.Clock.Advance(TimeSpan.FromMinutes(40));
        await desk.TakeAsync();

        (await FindAsync(desk, said)).ShouldBe([reference]);
        (await desk.LoadAsync(reference)).Told.Organization.ShouldBe("ООО Romashka Plus");
    }

    [Fact]
    public async Task A_call_is_found_by_the_kit_and_by_nothing_that_it_is_not()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var reference = await desk.RightAsync(Dictated.By(kit, Dictated.First(kit)));
        (await FindAsync(desk, kit.Number.Digits)).ShouldBe([reference]);
        (await FindAsync(desk, "03:00")).ShouldBeEmpty();
        (await FindAsync(desk, "nobody's company")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_export_holds_what_the_list_shows_and_runs_nothing_in_a_spreadsheet()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var finished = await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.TakeAsync();
        var file = await desk.Get<ExportCalls>().RunAsync(CallDesk.Anna, new CallFilter(global::Data.Calls.CallState.Completed), Cancellation);

        file[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var lines = Encoding.UTF8.GetString(file.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("Europe/Moscow");
        lines[1].ShouldContain(finished);
        lines[1].ShouldContain(kit.Number.Digits);
        (await desk.ReadAsync(db => Task.FromResult(db.Journal.Count(e => e.Act == "calls-exported")))).ShouldBe(1);
    }

    private static async Task<IEnumerable<string>> FindAsync(CallDesk desk, string said) =>
        (await desk.Get<ListCalls>().RunAsync(CallDesk.Anna, new CallFilter(Find: said), 0, Cancellation)).Calls.Select(c => c.Reference);
}
