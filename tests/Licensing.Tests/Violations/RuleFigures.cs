using System.Globalization;
using Licensing.Violations;
using Simulator;

namespace Licensing.Tests.Violations;

/// <summary>How well the rules tell honest from dishonest lives: on seeds that they were not tuned on.</summary>
/// <remarks>Seeds from 1 are for tuning (with the variable TUNE they are what is measured); the figure comes from seeds that no rule was tuned on.</remarks>
[Trait("Figures", "violations")]
public sealed class RuleFigures(ITestOutputHelper output)
{
    private static readonly int FirstUnseen = Environment.GetEnvironmentVariable("TUNE") is null ? 1_000_000 : 1;

    private static readonly int Seeds = Environment.GetEnvironmentVariable("FIGURES") == "full" ? 600 : 150;

    // What each rule is there to find; what it finds beyond that is welcome and not asked of it.
    private static readonly Dictionary<string, Behaviour[]> Aims = new(StringComparer.Ordinal)
    {
        ["VR1"] = [Behaviour.PinSharing],
        ["VR2"] = [Behaviour.OverUse],
        ["VR3"] = [Behaviour.OverUse],
        ["VR4"] = [Behaviour.MethodShopping],
        ["VR5"] = [Behaviour.Resale],
        ["VR6"] = [Behaviour.PinSharing],
        ["VR7"] = [Behaviour.Alternating],
        ["VR8"] = [Behaviour.Alternating],
        ["VR9"] = [Behaviour.Resale],
        ["VR10"] = [Behaviour.Guessing],
        ["VR11"] = [Behaviour.PinFarming],
        ["VR12"] = [Behaviour.PinFarming, Behaviour.Alternating],
    };

    [Fact]
    public void Dishonest_histories_are_found_and_honest_ones_left_alone()
    {
        var found = Measure(FirstUnseen, Seeds);
        Print(found);
        var (honest, dishonest) = (found.Where(f => !f.Dishonest).ToList(), found.Where(f => f.Dishonest).ToList());
        (dishonest.Count(f => f.Rules.Count > 0) / (double)dishonest.Count).ShouldBeGreaterThanOrEqualTo(0.99);
        (honest.Count(f => f.Rules.Count > 0) / (double)honest.Count).ShouldBeLessThanOrEqualTo(0.01);
    }

    private static List<Judged> Measure(int first, int seeds)
    {
        var all = Enum.GetValues<Behaviour>().SelectMany(b => Enumerable.Range(first, seeds).Select(seed => (b, seed))).ToArray();
        var judged = new Judged[all.Length];
        Parallel.For(0, all.Length, i =>
        {
            var history = Histories.Play(all[i].b, all[i].seed);
            judged[i] = new Judged(history.Behaviour, history.Dishonest, history.Seed, [.. Played.Findings(history).Select(f => f.Rule.Id).Distinct()]);
        });
        return [.. judged];
    }

    private void Print(List<Judged> found)
    {
        output.WriteLine("| kind of people | histories | flagged |");
        foreach (var kind in found.GroupBy(f => f.Behaviour))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind.Key} | {kind.Count()} | {kind.Count(f => f.Rules.Count > 0) / (double)kind.Count():P2} |"));
        }

        output.WriteLine("| rule | found dishonest | found honest | precision | recall of what it aims at |");
        foreach (var rule in ViolationRule.All)
        {
            var (good, bad) = (found.Count(f => f.Dishonest && f.Rules.Contains(rule.Id)), found.Count(f => !f.Dishonest && f.Rules.Contains(rule.Id)));
            var aimed = found.Where(f => Aims[rule.Id].Contains(f.Behaviour)).ToList();
            var recall = aimed.Count == 0 ? "-" : (aimed.Count(f => f.Rules.Contains(rule.Id)) / (double)aimed.Count).ToString("P1", CultureInfo.InvariantCulture);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rule.Id} {rule.Code} | {good} | {bad} | {(good + bad == 0 ? 1 : good / (double)(good + bad)):P1} | {recall} |"));
        }

        foreach (var (name, dishonest, target) in new[] { ("dishonest flagged", true, ">= 99 %"), ("honest flagged", false, "<= 1 %") })
        {
            var all = found.Where(f => f.Dishonest == dishonest).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} of {all.Count} | {all.Count(f => f.Rules.Count > 0) / (double)all.Count:P2} | {target} |"));
        }
    }

    private sealed record Judged(Behaviour Behaviour, bool Dishonest, int Seed, IReadOnlyList<string> Rules);
}
