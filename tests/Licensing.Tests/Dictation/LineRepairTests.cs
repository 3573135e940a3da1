using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

public sealed class LineRepairTests(ITestOutputHelper output)
{
    private static readonly Gen<(int Line, int[] Truth, int Request)> Line =
        Gen.Select(Gen.Int[1, Groups.AnswerLines], Any.Group.Array[Groups.LineLength], Any.Group);

    [Fact]
    public void What_was_typed_for_one_group_is_listed_or_five_others_are_no_less_likely() =>
        Gen.Select(Line, Gen.Int[1, 5], Any.Group).Where((line, position, typed) => line.Truth[position - 1] != typed).Sample((line, position, typed) =>
        {
            var suggestions = Explained(line, line.Truth.With(position, typed));
            var found = suggestions.Where(s => s.Kind == SuggestionKind.Group && s.Positions[0] == position).ToArray();
            var cost = GroupCost.Of(line.Truth[position - 1], typed);
            if (found.Length == 0)
            {
                suggestions.Count.ShouldBe(Suggestion.Most);
                suggestions[^1].Cost.ShouldBeLessThanOrEqualTo(cost);
            }
            else
            {
                (found.ShouldHaveSingleItem().Values[0], found[0].Cost).ShouldBe((typed, cost));
            }
        }, iter: 20_000);

    [Fact]
    public void A_group_taken_for_a_like_one_is_always_listed_and_nearly_always_first()
    {
        const int Lines = 10_000;
        var random = new Random(20_261);
        var (first, listed) = (0, 0);
        for (var i = 0; i < Lines; i++)
        {
            int[] truth = [random.Next(997), random.Next(997), random.Next(997), random.Next(997), random.Next(997)];
            var (position, request) = (1 + random.Next(5), random.Next(997));
            var typed = Mishearing.DrawKnown(truth[position - 1], random);
            var suggestions = Explained((1 + random.Next(9), truth, request), truth.With(position, typed)).ToList();
            var at = suggestions.FindIndex(s => s.Kind == SuggestionKind.Group && s.Positions[0] == position && s.Values[0] == typed);
            first += at == 0 ? 1 : 0;
            listed += at >= 0 ? 1 : 0;
        }

        output.WriteLine($"seed 20261, {Lines} lines: first {100.0 * first / Lines:F2} %, listed {100.0 * listed / Lines:F2} %");
        listed.ShouldBe(Lines);
        first.ShouldBeGreaterThan(Lines * 95 / 100);
    }

    [Fact]
    public void A_checksum_misheard_for_a_like_one_is_always_listed_with_its_cost() =>
        Gen.Select(Line, Gen.UInt).Sample((line, draw) =>
        {
            var expected = Checks.Line(line.Line, line.Truth, line.Request);
            var reported = Mishearing.LikelyFor(expected, new Random((int)draw));
            var misheard = LineRepair.Explain(line.Line, line.Truth, line.Request, reported).Single(s => s.Kind == SuggestionKind.ChecksumMisheard);
            misheard.Positions.ShouldBeEmpty();
            misheard.Values.ShouldBe([reported]);
            misheard.Cost.ShouldBe(GroupCost.Of(expected, reported) + 10);
        }, iter: 1_000);

    [Fact]
    public void Two_groups_that_changed_places_are_listed_or_five_others_are_no_less_likely() =>
        Gen.Select(Line, Gen.Int[1, 5], Gen.Int[1, 5]).Where((line, a, b) => a < b && line.Truth[a - 1] != line.Truth[b - 1]).Sample((line, a, b) =>
        {
            var swapped = line.Truth.With(a, line.Truth[b - 1]).With(b, line.Truth[a - 1]);
            var suggestions = Explained(line, swapped);
            var cost = b == a + 1 ? 55 : 70;
            if (suggestions.FirstOrDefault(s => s.Kind == SuggestionKind.Swap && s.Positions.SequenceEqual([a, b])) is { } swap)
            {
                swap.Values.ShouldBe([line.Truth[b - 1], line.Truth[a - 1]]);
                swap.Cost.ShouldBe(cost);
            }
            else
            {
                (suggestions.Count, suggestions[^1].Cost <= cost).ShouldBe((Suggestion.Most, true));
            }
        }, iter: 3_000);

    [Fact]
    public void Every_suggestion_explains_the_reported_checksum() =>
        Gen.Select(Line, Any.Group).Sample((line, reported) =>
        {
            foreach (var suggestion in LineRepair.Explain(line.Line, line.Truth, line.Request, reported).Where(s => s.Positions.Count > 0))
            {
                var typed = suggestion.Positions.Zip(suggestion.Values).Aggregate(line.Truth, (groups, place) => groups.With(place.First, place.Second));
                Checks.Line(line.Line, typed, line.Request).ShouldBe(reported);
            }
        }, iter: 5_000);

    [Fact]
    public void A_right_checksum_needs_no_explanation() =>
        Line.Sample(line => LineRepair.Explain(line.Line, line.Truth, line.Request, Checks.Line(line.Line, line.Truth, line.Request)).ShouldBeEmpty());

    private static IReadOnlyList<Suggestion> Explained((int Line, int[] Truth, int Request) line, int[] typed) =>
        LineRepair.Explain(line.Line, line.Truth, line.Request, Checks.Line(line.Line, typed, line.Request));
}
