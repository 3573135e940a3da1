using System.Text.RegularExpressions;
using Bunit;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Licensing.Kits;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Calls;

/// <summary>What the database knows decides between explanations that the code alone cannot tell apart. It moves the right question to the front, and is never shown.</summary>
public sealed partial class EvidenceTests : CallComponents
{
    // Always the same kit, so that every dictation below is one that needs the database.
    private static readonly string[] Pins = ["635127853297122", "832834644387319", "767699880508950"];

    [Theory]
    [InlineData("no kit has the PIN", Operation.Initial, 114873)]
    [InlineData("LINK is not of the kit", Operation.Initial, 134)]
    [InlineData("the owner is another", Operation.Restore, 736)]
    [InlineData("operating system or board is another", Operation.Restore, 228)]
    [InlineData("LINK names no PIN of the kit", Operation.RestoreWithSpare, 93)]
    [InlineData("the owner of the license that LINK names is another", Operation.RestoreWithSpare, 736)]
    public async Task The_group_that_is_really_wrong_is_asked_first_because(string known, Operation operation, int seed)
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await KitAsync(desk);
        if (operation != Operation.Initial)
        {
            await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));
        }

        var spoken = Dictated.Groups(Dictated.By(kit, operation == Operation.RestoreWithSpare ? Dictated.Second(kit) : Dictated.First(kit), operation, Dictated.First(kit)));
        var (typed, wrong) = Misheard(spoken, seed);
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

    private static async Task<Kit> KitAsync(CallDesk desk)
    {
        var file = $"{string.Join(',', KitCsv.Columns)}\n{string.Concat(Pins.Select(pin => $"923127065,Accounting Suite 8,singleUser,1,1,,{pin}\n"))}";
        (await desk.Get<ImportKits>().RunAsync(Acting.System, System.Text.Encoding.UTF8.GetBytes(file), Xunit.TestContext.Current.CancellationToken)).Faults.ShouldBeEmpty();
        return KitCsv.Read(System.Text.Encoding.UTF8.GetBytes(file)).Kits.Single().Kit;
    }

    // Two groups with one digit wrong each. The seeds are those that make the cheapest explanation another one.
    private static (int[] Typed, int[] Wrong) Misheard(int[] spoken, int seed)
    {
        var random = new Random(seed);
        int[] wrong = [.. Enumerable.Range(2, spoken.Length - 1).OrderBy(_ => random.Next()).Take(2).Order()];
        var typed = (int[])spoken.Clone();
        foreach (var position in wrong)
        {
            var unit = new[] { 1, 10, 100 }[random.Next(3)];
            var digit = typed[position - 1] / unit % 10;
            typed[position - 1] += (((digit + random.Next(1, 10)) % 10) - digit) * unit;
        }

        return (typed, wrong);
    }

    [GeneratedRegex(@"(?<!\d)\d{3}(?!\d)")]
    private static partial Regex Numbers();
}
