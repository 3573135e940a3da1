using Licensing.Acquisitions;
using Licensing.Violations;
using Simulator;

namespace Licensing.Tests.Violations;

/// <summary>What a finding says, and that it is the same one however often the rules run.</summary>
public sealed class FindingTests
{
    [Fact]
    public void A_finding_is_made_once_and_again_when_twice_as_much_is_seen()
    {
        var trace = new Trace().Granted(1, 1);
        for (var computer = 2; computer <= 6; computer++)
        {
            trace.Refused(Reason.UseRestoration, 1, computer);
        }

        trace.Findings.Select(f => (f.Level, f.Limit, f.Seen)).ShouldBe([(0, 2, 2), (1, 2, 4)]);
        trace.Findings[0].Entries.ShouldBe([2, 3], "evidence ends where the limit was reached");
        trace.Findings[1].Entries.ShouldBe([2, 3, 4, 5]);
        trace.Findings[1].Entries.Select(e => trace.Findings[1].Computers[e]).ShouldBe([2, 3, 4, 5]);
        trace.FoundOneByOne.ShouldBe(trace.Findings.Select(f => f.Key));
    }

    [Fact]
    public void Four_times_the_limit_weighs_one_step_more()
    {
        var trace = new Trace().Granted(1, 1);
        for (var computer = 2; computer <= 9; computer++)
        {
            trace.Refused(Reason.NoLicenseLeft, 2, computer);
        }

        trace.Findings.Select(f => (f.Severity, f.Suggested)).ShouldBe(
            [(Severity.Medium, Ruling.AskCustomer), (Severity.Medium, Ruling.AskCustomer), (Severity.High, Ruling.Violation)]);
    }

    [Fact]
    public void A_key_holds_no_pin()
    {
        foreach (var history in Enumerable.Range(1, 40).SelectMany(seed => new[] { Behaviour.PinSharing, Behaviour.PinFarming }.Select(b => Histories.Play(b, seed))))
        {
            var pins = history.Happenings.OfType<Requested>().Select(r => r.Request.Pin.Digits).Distinct().ToList();
            Played.Findings(history).ShouldAllBe(f => !pins.Any(p => f.Key.Contains(p, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_rule_has_an_id_a_code_and_a_version_of_its_own()
    {
        var all = ViolationRule.All.Concat(ViolationRule.Reported).ToList();
        all.Select(r => r.Id).ShouldBeUnique();
        all.Select(r => r.Code).ShouldBeUnique();
        all.ShouldAllBe(r => ViolationRule.Find(r.Id) == r && r.Version > 0);
    }
}
