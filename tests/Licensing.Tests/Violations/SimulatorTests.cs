using Licensing.Acquisitions;
using Simulator;

namespace Licensing.Tests.Violations;

/// <summary>The histories that the rules are measured on.</summary>
public sealed class SimulatorTests
{
    [Fact]
    public void The_same_seed_plays_the_same_history()
    {
        foreach (var behaviour in Enum.GetValues<Behaviour>())
        {
            Told(Histories.Play(behaviour, 7)).ShouldBe(Told(Histories.Play(behaviour, 7)), behaviour.ToString());
            Told(Histories.Play(behaviour, 7)).ShouldNotBe(Told(Histories.Play(behaviour, 8)), behaviour.ToString());
        }
    }

    [Fact]
    public void Time_goes_forward_and_whatever_happens_has_a_number_of_its_own()
    {
        foreach (var history in Enum.GetValues<Behaviour>().SelectMany(b => Enumerable.Range(1, 20).Select(seed => Histories.Play(b, seed))))
        {
            history.Happenings.ShouldNotBeEmpty();
            history.Happenings.Select(h => h.Number).ShouldBe(Enumerable.Range(1, history.Happenings.Count).Select(i => (long)i));
            history.Happenings.Select(h => h.At).ShouldBeInOrder();
        }
    }

    [Fact]
    public void Honest_people_meet_refusals_too()
    {
        var refused = Enum.GetValues<Behaviour>().Where(b => b < Behaviour.PinSharing && b != Behaviour.Quiet)
            .ToDictionary(b => b, b => Enumerable.Range(1, 40).Count(seed => Histories.Play(b, seed).Happenings.OfType<Requested>().Any(r => r.Decision is Refused)));
        refused.Values.ShouldAllBe(count => count > 4);
    }

    [Fact]
    public void Who_shops_for_a_method_insists_on_others_than_the_licenses_own_and_gets_nothing_by_them()
    {
        foreach (var history in Enumerable.Range(1, 40).Select(seed => Histories.Play(Behaviour.MethodShopping, seed)))
        {
            var requests = history.Happenings.OfType<Requested>().ToList();
            requests[0].Decision.ShouldBeOfType<Granted>();
            var shopped = requests.Skip(1).ToList();
            shopped.Count.ShouldBeGreaterThanOrEqualTo(6);
            shopped.ShouldAllBe(r => r.Request.Method != requests[0].Request.Method && r.Decision is Refused);
            shopped.ShouldContain(r => ((Refused)r.Decision).Reason == Reason.OtherMethod);
        }
    }

    private static string Told(History history) => string.Join('\n', history.Happenings.Select(h => h switch
    {
        Requested r => $"{r.At:O} {r.Source} {r.Request.Method} {r.Request.Operation} {r.Request.Pin.Digits} {r.Decision.GetType().Name} {(r.Decision as Refused)?.Reason}",
        _ => $"{h.At:O} {h.GetType().Name}",
    }));
}
