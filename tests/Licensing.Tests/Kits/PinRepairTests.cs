using CsCheck;
using Licensing.Dictation;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Kits;

/// <summary>The test while the caller is still in row 2.</summary>
public sealed class PinRepairTests
{
    [Fact]
    public void The_true_value_of_a_wrong_group_is_always_among_the_five() =>
        Gen.Select(Any.Dictation, Gen.Int[2, 6], Any.Group).Where((right, position, value) => right[position - 1] != value).Sample((right, position, value) =>
        {
            var suggestions = PinRepair.Explain(right.With(position, value));
            suggestions.Select(s => s.Positions.Single()).Order().ShouldBe([2, 3, 4, 5, 6]);
            var truth = suggestions.Single(s => s.Positions[0] == position);
            (truth.Values[0], truth.Cost).ShouldBe((right[position - 1], GroupCost.Of(value, right[position - 1])));
            suggestions.Select(s => (s.Cost, s.Positions[0])).ShouldBeInOrder();
        }, iter: 10_000);

    [Fact]
    public void Each_of_the_five_values_makes_the_pin_fit() =>
        Gen.Select(Any.Dictation, Gen.Int[2, 6], Any.Group).Sample((right, position, value) =>
        {
            var typed = right.With(position, value);
            foreach (var suggestion in PinRepair.Explain(typed))
            {
                var pin = typed.With(suggestion.Positions[0], suggestion.Values[0])[1..6];
                Checks.Pin(pin.AsSpan(0, 4)).ShouldBe(pin[4]);
            }
        }, iter: 3_000);

    [Fact]
    public void A_right_pin_needs_no_explanation_and_six_groups_are_enough() =>
        Any.Dictation.Sample(right => PinRepair.Explain(right.AsSpan(0, 6)).ShouldBeEmpty());
}
