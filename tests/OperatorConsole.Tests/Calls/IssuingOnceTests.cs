using Data;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;

namespace OperatorConsole.Tests.Calls;

public sealed class IssuingOnceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_presses_at_once_give_one_license_and_one_answer()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var reference = await desk.RightAsync(Dictated.By(kit, Dictated.First(kit)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.IssueAsync(reference)));

        answers.Select(answer => answer.ShouldNotBeNull().Answer.ToDigits()).Distinct().ShouldHaveSingleItem();
        (await CountAsync(desk)).ShouldBe((1, 1, 1));
        (await desk.ReadAsync(db => db.CallEvents.CountAsync(e => e.Kind == "issued", Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_code_in_another_call_gets_the_same_answer_to_the_digit()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var (_, first) = await desk.AnsweredAsync(digits);
        var at = desk.Clock.GetUtcNow();
        desk.Clock.Advance(TimeSpan.FromDays(3));

        var reference = await desk.EnteredAsync(digits);
        var right = (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        right.IssuedBefore.ShouldBe(new IssuedBefore(at, "Anna Orlova"));
        var second = (await desk.IssueAsync(reference)).ShouldNotBeNull();

        second.Answer.ToDigits().ShouldBe(first.Answer.ToDigits());
        second.RequestCheckSum.ShouldBe(first.RequestCheckSum);
        second.Line.ShouldBe(1);
        (await CountAsync(desk)).ShouldBe((1, 1, 1));
        (await desk.ReadAsync(db => db.Ledger.Where(e => e.Kind == LedgerKind.Request).OrderBy(e => e.Id).Select(e => e.Outcome).ToListAsync(Cancellation)))
            .ShouldBe([Outcome.Granted, Outcome.Repeated]);
    }

    [Fact]
    public async Task Fifty_acquisitions_at_once_on_one_pin_give_one_license()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        string[] codes = [Dictated.By(kit, Dictated.First(kit)), Dictated.By(kit, Dictated.First(kit), Dictated.OtherComputer)];
        var calls = new List<string>();
        for (var call = 0; call < 50; call++)
        {
            calls.Add(await desk.RightAsync(codes[call % 2]));
        }

        var answers = await Task.WhenAll(calls.Select(reference => Task.Run(() => PatientlyAsync(desk, reference), Cancellation)));

        // One code won: its 25 calls have one answer, the other's have none.
        answers.Count(answer => answer is not null).ShouldBe(25);
        answers.Where(answer => answer is not null).Select(answer => answer!.Answer.ToDigits()).Distinct().ShouldHaveSingleItem();
        (await CountAsync(desk)).ShouldBe((1, 1, 1));
        (await desk.ReadAsync(db => db.Ledger.CountAsync(e => e.Reason == "use-restoration", Cancellation))).ShouldBe(25);
    }

    [Fact]
    public async Task Two_pins_of_a_set_with_one_license_give_one_between_them()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        string[] calls = [.. await Task.WhenAll(
            desk.RightAsync(Dictated.By(kit, Dictated.First(kit))), desk.RightAsync(Dictated.By(kit, Dictated.Second(kit))))];
        var answers = await Task.WhenAll(calls.Select(reference => desk.IssueAsync(reference)));
        answers.Count(answer => answer is not null).ShouldBe(1);
        (await CountAsync(desk)).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Both_sides_of_a_choice_are_never_given()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        var reference = await desk.RightAsync(Dictated.By(kit, Dictated.First(kit)));
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>().About.DecidesAgainst.ShouldNotBeEmpty();
        await desk.IssueAsync(reference);
        var next = (await desk.VerifyAsync(await desk.EnteredAsync(Dictated.By(kit, Dictated.Second(kit))))).ShouldBeOfType<CodeRight>();
        next.About.DecidesAgainst.ShouldBeEmpty();
        next.About.Live.ShouldBe(1);
        var view = (await desk.Get<ShowKit>().RunAsync(CallDesk.Anna, kit.Number.Digits, Cancellation)).ShouldNotBeNull();
        view.Sets[1].Pins.ShouldAllBe(pin => pin.State == PinState.Void);
    }

    [Fact]
    public async Task The_answer_verifies_against_the_exported_keys_and_for_no_other_kit()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var (_, answer) = await desk.AnsweredAsync(digits);
        var keys = CenterKeys.Read(desk.Get<PublicKeys>().ToJson());

        var groups = Dictated.Groups(digits)[..Groups.RequestLength];
        var statement = PhoneStatement.For(kit.Number, groups);
        keys.SignerOf(statement, answer.Answer).ShouldNotBeNull().State.ShouldBe(KeyState.Active);
        answer.RequestCheckSum.ShouldBe(Dictated.Groups(digits)[^1]);
        keys.SignerOf(PhoneStatement.For((await desk.KitAsync()).Number, groups), answer.Answer).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_blocked_between_verdict_and_enter_issues_nothing()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var reference = await desk.RightAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.Get<ChangeKit>().RunAsync(
            CallDesk.Vera, kit.Number.Digits, LedgerKind.PinBlocked, Dictated.First(kit), "reported as published", "a link", Cancellation);

        (await desk.IssueAsync(reference)).ShouldBeNull();

        (await CountAsync(desk)).ShouldBe((0, 0, 0));
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRefused>().Reason.ShouldBe(Reason.PinBlocked);
        (await desk.ReadAsync(db => db.Ledger.CountAsync(e => e.Reason == "pin-blocked", Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_issued_before_the_verdict()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        (await desk.IssueAsync(await desk.EnteredAsync(Dictated.By(kit, Dictated.First(kit))))).ShouldBeNull();
        (await desk.IssueAsync(await desk.TakeAsync())).ShouldBeNull();
        (await CountAsync(desk)).ShouldBe((0, 0, 0));
    }

    // On a slow machine fifty at once can be too many; whoever is told so presses again.
    private static async Task<ReadBackAnswer?> PatientlyAsync(CallDesk desk, string reference)
    {
        while (true)
        {
            try
            {
                return await desk.IssueAsync(reference);
            }
            catch (BusyException)
            {
                await Task.Delay(100, Cancellation);
            }
        }
    }

    private static Task<(int Licenses, int Answers, int Granted)> CountAsync(CallDesk desk) => desk.ReadAsync(async db => (
        await db.Licenses.CountAsync(Cancellation),
        await db.Answers.CountAsync(Cancellation),
        await db.Ledger.CountAsync(e => e.Outcome == Outcome.Granted, Cancellation)));
}
