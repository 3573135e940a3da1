using System.Text.RegularExpressions;
using Bunit;
using Licensing.Acquisitions;
using Licensing.Dictation;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

/// <summary>What the database knows decides between explanations that the code alone cannot tell apart. It moves the right question to the front, and is never shown.</summary>
public sealed partial class EvidenceTests : CallComponents
{
    private const int Seed = 20261124;
    private const int Attempts = 400_000;

    // Nothing of these is in the database: times and sizes of a computer, and the checks.
    private static readonly int[] Neutral = [12, 13, 14, 15, 16, 17];

    [Theory]
    [InlineData("no kit has the PIN", Operation.Initial, 60, new[] { 2, 3, 4, 5, 6 })]
    [InlineData("LINK is not of the kit", Operation.Initial, 40, new[] { 7 })]
    [InlineData("the owner is another", Operation.Restore, 40, new[] { 8, 9 })]
    [InlineData("operating system or board is another", Operation.Restore, 15, new[] { 10, 11 })]
    [InlineData("LINK names no PIN of the kit", Operation.RestoreWithSpare, 40, new[] { 7 })]
    [InlineData("the owner of the license that LINK names is another", Operation.RestoreWithSpare, 40, new[] { 8, 9 })]
    public async Task The_group_that_is_really_wrong_is_asked_first_because(string known, Operation operation, int cost, int[] about)
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        if (operation != Operation.Initial)
        {
            await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));
        }

        var spoken = Dictated.Groups(Dictated.By(kit, operation == Operation.RestoreWithSpare ? Dictated.Second(kit) : Dictated.First(kit), operation, Dictated.First(kit)));
        var (typed, wrong) = Misheard(spoken, about, cost);
        var blind = RequestRepair.Explain(typed)[0];
        blind.Positions.ShouldNotBe(wrong, $"{known}: without the database another group would be asked for");

        var verdict = (await desk.VerifyAsync(await desk.EnteredAsync(Licensing.Dictation.Groups.Digits(typed)))).ShouldBeOfType<CodeWrong>();
        verdict.Questions[0].Positions.ShouldBe(wrong);
        wrong.ShouldAllBe(position => verdict.Fits(position, spoken[position - 1]));

        var expected = wrong.Select(position => spoken[position - 1]).Except(typed);
        var shown = Render<CodeQuestions>(with => with.Add(one => one.Verdict, verdict)).Markup + Render<CodeVerdictLine>(with => with.Add(one => one.Verdict, verdict)).Markup;
        var numbers = Numbers().Matches(shown).Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        numbers.Intersect(expected).ShouldBeEmpty();
        numbers.Except(typed).ShouldBeEmpty("of groups only what was typed stands on the page");
    }

    // Two groups with one digit wrong each, such that the cheapest explanation is another one, which only this knowledge speaks against.
    private static (int[] Typed, int[] Wrong) Misheard(int[] spoken, int[] about, int cost)
    {
        var random = new Random(Seed);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            int[] wrong = [.. Enumerable.Range(2, spoken.Length - 1).OrderBy(_ => random.Next()).Take(2).Order()];
            var typed = (int[])spoken.Clone();
            foreach (var position in wrong)
            {
                var unit = new[] { 1, 10, 100 }[random.Next(3)];
                var digit = typed[position - 1] / unit % 10;
                typed[position - 1] += (((digit + random.Next(1, 10)) % 10) - digit) * unit;
            }

            if (typed.All(group => group < Licensing.Dictation.Groups.Modulus)
                && RequestRepair.Explain(typed) is [var blind, ..]
                && blind.Kind is SuggestionKind.Group or SuggestionKind.TwoGroups or SuggestionKind.Swap
                && !blind.Positions.SequenceEqual(wrong) && blind.Positions.Any(about.Contains) && blind.Positions.All(position => about.Contains(position) || Neutral.Contains(position))
                && RequestRepair.Explain(typed, evidence: Knowing) is [var first, ..]
                && first.Positions.SequenceEqual(wrong) && first.Values.SequenceEqual(wrong.Select(position => spoken[position - 1])))
            {
                return (typed, wrong);
            }
        }

        throw new InvalidOperationException("No dictation of this code needs the database.");

        int Knowing(IReadOnlyList<int> groups) => about.Any(position => groups[position - 1] != spoken[position - 1]) ? cost : 0;
    }

    [GeneratedRegex(@"(?<!\d)\d{3}(?!\d)")]
    private static partial Regex Numbers();
}
