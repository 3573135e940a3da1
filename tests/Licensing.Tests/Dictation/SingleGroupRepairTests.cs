using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>One wrong group is located and repaired exactly. Dictation codes, section 1.8.</summary>
public sealed class SingleGroupRepairTests
{
    [Fact]
    public void Every_single_wrong_group_at_every_place_is_located_and_its_value_is_exact() =>
        Any.Dictation.Sample(right =>
        {
            for (var position = 1; position <= Groups.DictationLength; position++)
            {
                for (var value = 0; value < Groups.Modulus; value++)
                {
                    if (value != right[position - 1])
                    {
                        ShouldHoldTheTruth(RequestRepair.Explain(right.With(position, value)), position, right[position - 1], value);
                    }
                }
            }
        }, iter: 2);

    [Fact]
    public void The_exact_repair_of_a_likely_slip_is_always_listed_and_only_a_likelier_explanation_stands_above_it() =>
        Gen.Select(Any.Dictation, Gen.Int[1, Groups.DictationLength], Gen.UInt).Sample((right, position, draw) =>
        {
            var typed = Mishearing.LikelyFor(right[position - 1], new Random((int)draw));
            var suggestions = RequestRepair.Explain(right.With(position, typed));
            var exact = suggestions.Single(s => s.Kind == SuggestionKind.Group);
            (exact.Positions[0], exact.Values[0]).ShouldBe((position, right[position - 1]));
            suggestions.TakeWhile(s => s != exact).All(s => s.Cost <= exact.Cost).ShouldBeTrue();
        }, iter: 3_000);

    [Fact]
    public void Nothing_is_suggested_for_a_right_dictation_but_that_it_is_right() =>
        Any.Dictation.Sample(right =>
        {
            var only = RequestRepair.Explain(right).ShouldHaveSingleItem();
            (only.Kind, only.Cost, only.Positions.Count, only.Values.Count).ShouldBe((SuggestionKind.Ok, 0, 0, 0));
        });

    [Fact]
    public void Every_suggestion_with_values_leads_to_a_code_that_is_right() =>
        Gen.Select(Any.Dictation, Any.Group.Array[3], Gen.Shuffle(Enumerable.Range(1, 17).ToArray(), 3)).Sample((right, values, places) =>
        {
            var typed = places.Index().Aggregate(right, (groups, place) => groups.With(place.Item, values[place.Index]));
            foreach (var suggestion in RequestRepair.Explain(typed).Where(s => s.Kind != SuggestionKind.RowTwice))
            {
                var corrected = suggestion.Positions.Zip(suggestion.Values).Aggregate(typed, (groups, place) => groups.With(place.First, place.Second));
                Any.Faults(corrected).ShouldBeEmpty();
            }
        }, iter: 3_000);

    [Fact]
    public void At_most_five_are_given_in_the_order_of_cost_then_number_of_places_then_places() =>
        Gen.Select(Any.Dictation, Gen.Int[1, 17], Gen.Int[1, 17], Any.Group, Any.Group).Sample((right, first, second, a, b) =>
        {
            var suggestions = RequestRepair.Explain(right.With(first, a).With(second, b));
            suggestions.Count.ShouldBeLessThanOrEqualTo(Suggestion.Most);
            suggestions.Zip(suggestions.Skip(1)).All(pair => InOrder(pair.First, pair.Second)).ShouldBeTrue();
        }, iter: 3_000);

    [Fact]
    public void What_the_database_knows_can_put_the_true_explanation_first() =>
        Gen.Select(Any.Dictation, Gen.Int[1, Groups.DictationLength], Any.Group).Where((right, position, value) => right[position - 1] != value)
            .Sample((right, position, value) =>
            {
                var suggestions = RequestRepair.Explain(
                    right.With(position, value), HeardIn.Mixed, corrected => corrected.SequenceEqual(right) ? 0 : 1_000);
                suggestions.First(s => s.Kind != SuggestionKind.RowTwice).Values.ShouldBe([right[position - 1]]);
            }, iter: 1_000);

    [Fact]
    public void A_dictation_of_another_length_is_refused()
    {
        Should.Throw<ArgumentException>(() => RequestRepair.Explain(new int[16])).Message.ShouldContain("17");
        Should.Throw<ArgumentException>(() => RequestCode.Read(new int[18], out _)).Message.ShouldContain("17");
    }

    // The one exact repair is listed, or five others that are no less likely are.
    private static void ShouldHoldTheTruth(IReadOnlyList<Suggestion> suggestions, int position, int truth, int typed)
    {
        var single = suggestions.Where(s => s.Kind == SuggestionKind.Group).ToArray();
        if (single.Length == 0)
        {
            suggestions.Count.ShouldBe(Suggestion.Most);
            suggestions[^1].Cost.ShouldBeLessThanOrEqualTo(GroupCost.Of(typed, truth));
            return;
        }

        var only = single.ShouldHaveSingleItem();
        (only.Positions[0], only.Values[0], only.Cost).ShouldBe((position, truth, GroupCost.Of(typed, truth)));
    }

    private static bool InOrder(Suggestion a, Suggestion b) =>
        a.Cost != b.Cost ? a.Cost < b.Cost
        : a.Positions.Count != b.Positions.Count ? a.Positions.Count < b.Positions.Count
        : a.Positions.Zip(b.Positions).FirstOrDefault(p => p.First != p.Second) is var (x, y) && x <= y;
}
