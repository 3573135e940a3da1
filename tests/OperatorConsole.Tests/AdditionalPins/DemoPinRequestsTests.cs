using Licensing.AdditionalPins;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Demo;

namespace OperatorConsole.Tests.AdditionalPins;

public sealed class DemoPinRequestsTests
{
    [Fact]
    public async Task The_demo_has_a_request_to_approve_one_for_two_people_and_one_to_ask_about()
    {
        await using var demo = await RunningDemo.StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var queue = await demo.Get<ListPinRequests>().RunAsync(Acting.System, PinTab.Unclaimed, cancellation);
        var files = new List<PinDossier>();
        foreach (var item in queue.Items)
        {
            files.Add((await demo.Get<ShowPinRequest>().RunAsync(Acting.System, item.Number, cancellation)).ShouldNotBeNull());
        }

        // Others of the demo's letters ask for PIN codes too, and came before.
        files = [.. files.TakeLast(3)];
        files.Select(f => (f.Review.Suggestion.Act, f.Review.SecondBecause.Any(s => s.Rule == PinRule.Address)))
            .ShouldBe([(PinAct.Approve, false), (PinAct.Approve, true), (PinAct.Ask, false)]);
        files[0].Changes.Select(c => c.Code).ShouldBe(["motherboard", "bios"]);
    }
}
