using System.Text.Json;
using Licensing.Dictation;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class VerdictTests
{
    [Fact]
    public async Task A_right_code_is_shown_beside_its_kit_and_spends_nothing()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        var reference = await desk.EnteredAsync(Dictated.By(kit, Dictated.First(kit)));

        var right = (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();

        right.IssuedBefore.ShouldBeNull();
        right.About.Kit.ShouldBe(kit.Number.Digits);
        right.About.Product.ShouldBe("Accounting Suite 8");
        right.About.Pin.ShouldBe(Dictated.First(kit));
        (right.About.Live, right.About.UnusedPins).ShouldBe((0, 15));
        right.About.DecidesAgainst.ShouldHaveSingleItem().Type.ShouldBe(Licensing.Kits.LicenseType.MultiUser);
        right.About.History.ShouldHaveSingleItem().Kind.ShouldBe(global::Data.Acquisitions.LedgerKind.KitMade);
        (await desk.ReadAsync(db => Task.FromResult((db.Licenses.Count(), db.Answers.Count())))).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_wrong_group_is_asked_for_by_its_place()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        for (var position = 1; position <= Groups.DictationLength; position++)
        {
            var heard = (Dictated.Groups(digits)[position - 1] + 400) % Groups.Modulus;
            var reference = await desk.EnteredAsync(Dictated.Misheard(digits, position, heard));
            var wrong = (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeWrong>();
            wrong.Questions.ShouldContain(question => question.Positions.SequenceEqual(new[] { position }) && question.Typed.SequenceEqual(new[] { heard }));
            wrong.Questions.Count.ShouldBeInRange(1, 5);
        }
    }

    [Fact]
    public async Task No_verdict_holds_a_number_that_was_not_typed()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        for (var position = 1; position <= Groups.DictationLength; position++)
        {
            var typed = Dictated.Misheard(digits, position, (Dictated.Groups(digits)[position - 1] + 400) % Groups.Modulus);
            var verdict = await desk.VerifyAsync(await desk.EnteredAsync(typed));

            // Whatever a verdict will come to hold: positions, what was typed, and small numbers of enumerations.
            var known = Dictated.Groups(typed).Concat(Enumerable.Range(0, 18)).ToHashSet();
            Numbers(JsonSerializer.SerializeToElement(verdict, verdict!.GetType())).ShouldAllBe(number => known.Contains(number));
        }
    }

    [Fact]
    public async Task A_right_code_of_another_version_is_refused_without_a_question()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var groups = Dictated.Groups(Dictated.By(kit, Dictated.First(kit)));
        groups[0] += 100;
        groups[15] = Checks.Inner(groups.AsSpan(0, 15));
        groups[16] = Checks.Request(groups.AsSpan(0, 16));
        var wrong = (await desk.VerifyAsync(await desk.EnteredAsync(Groups.Digits(groups)))).ShouldBeOfType<CodeWrong>();
        wrong.Faults.ShouldBe([CodeFault.Version]);
        wrong.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_reload_the_verdict_is_given_again()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.RightAsync(digits);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        (await desk.IssueAsync(reference)).ShouldNotBeNull();

        var wrong = await desk.EnteredAsync(Dictated.Misheard(digits, 3, 7));
        var first = (await desk.VerifyAsync(wrong)).ShouldBeOfType<CodeWrong>();
        var again = (await desk.VerifyAsync(wrong)).ShouldBeOfType<CodeWrong>();
        again.Questions.Select(question => question.Positions[0]).ShouldBe(first.Questions.Select(question => question.Positions[0]));
    }

    [Fact]
    public async Task A_call_that_is_over_or_waits_for_its_caller_gets_no_verdict()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var dropped = await desk.RightAsync(digits);
        await desk.DropAsync(dropped);
        (await desk.VerifyAsync(dropped)).ShouldBeNull();
        var ended = await desk.RightAsync(digits);
        await desk.EndAsync(ended);
        (await desk.VerifyAsync(ended)).ShouldBeNull();
        (await desk.VerifyAsync(await desk.FinishedAsync(digits))).ShouldBeNull();
    }

    private static IEnumerable<int> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetInt32()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.String => [.. element.GetString()!.Split(' ').Where(word => word.Length > 0 && word.All(char.IsAsciiDigit)).Select(int.Parse)],
        _ => [],
    };
}
