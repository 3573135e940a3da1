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
        queue.Items.Select(i => i.Suggested).ShouldBe([PinAct.Approve, PinAct.Approve, PinAct.Ask]);
        var files = new List<PinDossier>();
        foreach (var item in queue.Items)
        {
            files.Add((await demo.Get<ShowPinRequest>().RunAsync(Acting.System, item.Number, cancellation)).ShouldNotBeNull());
        }

        files.Select(f => f.Review.SecondBecause.Count).ShouldBe([0, 1, 0]);
        files[0].Changes.Select(c => c.Code).ShouldBe(["motherboard", "bios"]);
    }
}
