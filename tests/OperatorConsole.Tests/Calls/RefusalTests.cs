using Data;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;

namespace OperatorConsole.Tests.Calls;

public sealed class RefusalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // By phone nobody is refused for a spare PIN that need not be spent: the operator is told before issuing.
    public static TheoryData<Reason> Reasons => [.. Enum.GetValues<Reason>().Where(reason => reason != Reason.SamePinWouldDo)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Each_reason_refuses_and_is_recorded_once_a_call_and_code(Reason reason)
    {
        await using var desk = await CallDesk.StartAsync();
        var digits = await ArrangeAsync(desk, reason);
        var licenses = await LicensesAsync(desk);
        var reference = await desk.EnteredAsync(digits);

        for (var look = 1; look <= 3; look++)
        {
            (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRefused>().Reason.ShouldBe(reason);
        }

        (await desk.IssueAsync(reference)).ShouldBeNull();
        (await RefusalsAsync(desk, reference)).ShouldBe([reason.Code()]);
        (await LicensesAsync(desk)).ShouldBe(licenses);
        (await desk.LoadAsync(reference)).Answer.ShouldBeNull();
    }

    [Fact]
    public async Task Another_code_in_the_same_call_is_another_request()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var reference = await desk.EnteredAsync(Dictated.WithWrongLink(kit, 1));
        await desk.VerifyAsync(reference);
        await desk.SaveAsync(reference, Dictated.WithWrongLink(kit, 2));
        await desk.VerifyAsync(reference);
        (await RefusalsAsync(desk, reference)).ShouldBe(["kit-or-pin", "kit-or-pin"]);
    }

    [Fact]
    public async Task The_same_code_refused_in_two_calls_is_recorded_in_both()
    {
        await using var desk = await CallDesk.StartAsync();
        var digits = await ArrangeAsync(desk, Reason.PinBlocked);
        foreach (var reference in new[] { await desk.EnteredAsync(digits), await desk.EnteredAsync(digits) })
        {
            await desk.VerifyAsync(reference);
            (await RefusalsAsync(desk, reference)).ShouldBe(["pin-blocked"]);
        }
    }

    [Fact]
    public async Task A_pin_kept_for_printed_examples_is_answered_like_an_unknown_one()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var groups = Dictated.Groups(Dictated.By(kit, Dictated.First(kit)));
        groups[1] = 996;
        groups[5] = Checks.Pin(groups.AsSpan(1, 4));
        groups[15] = Checks.Inner(groups.AsSpan(0, 15));
        groups[16] = Checks.Request(groups.AsSpan(0, 16));
        var refused = (await desk.VerifyAsync(await desk.EnteredAsync(Groups.Digits(groups)))).ShouldBeOfType<CodeRefused>();
        refused.Reason.ShouldBe(Reason.KitOrPin);
        refused.About.ShouldBeNull();
    }

    [Fact]
    public async Task A_used_pin_says_since_when_and_whether_it_is_this_very_computer()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        var issued = desk.Clock.GetUtcNow();
        desk.Clock.Advance(TimeSpan.FromDays(40));

        // With more memory it is the same computer, and yet another request.
        var here = Dictated.By(kit, Dictated.First(kit), Dictated.Computer with { Ram = 12 });
        var sameComputer = (await desk.VerifyAsync(await desk.EnteredAsync(here))).ShouldBeOfType<CodeRefused>();
        sameComputer.Reason.ShouldBe(Reason.UseRestoration);
        sameComputer.About.ShouldNotBeNull().SameComputer.ShouldBeTrue();
        sameComputer.About.UsedSince.ShouldBe(issued);

        var elsewhere = Dictated.By(kit, Dictated.First(kit), Dictated.OtherComputer);
        var other = (await desk.VerifyAsync(await desk.EnteredAsync(elsewhere))).ShouldBeOfType<CodeRefused>();
        other.About.ShouldNotBeNull().SameComputer.ShouldBeFalse();
        other.About.UnusedPins.ShouldBe(2);
    }

    [Fact]
    public async Task A_stored_answer_is_given_again_whatever_has_changed_since()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var (_, answer) = await desk.AnsweredAsync(digits);
        await ChangeAsync(desk, kit, LedgerKind.PinBlocked, Dictated.First(kit));
        await ChangeAsync(desk, kit, LedgerKind.KitFrozen, null);
        var (_, again) = await desk.AnsweredAsync(digits);
        again.Answer.ToDigits().ShouldBe(answer.Answer.ToDigits());
    }

    [Fact]
    public async Task What_a_supervisor_takes_back_is_granted_again()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        await ChangeAsync(desk, kit, LedgerKind.PinBlocked, Dictated.First(kit));
        await ChangeAsync(desk, kit, LedgerKind.KitFrozen, null);
        var reference = await desk.EnteredAsync(digits);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRefused>().Reason.ShouldBe(Reason.KitFrozen);
        await ChangeAsync(desk, kit, LedgerKind.KitUnfrozen, null);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRefused>().Reason.ShouldBe(Reason.PinBlocked);
        await ChangeAsync(desk, kit, LedgerKind.PinUnblocked, Dictated.First(kit));
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
    }

    private static async Task<string> ArrangeAsync(CallDesk desk, Reason reason)
    {
        var kit = await desk.KitAsync(reason switch
        {
            Reason.PhoneSingleUserOnly => "server",
            Reason.PinVoid or Reason.SpareNotUsable => "client-5",
            _ => "base",
        });
        var pin = Dictated.First(kit);
        switch (reason)
        {
            case Reason.TooManyFailures:
                for (var attempt = 1; attempt <= 10; attempt++)
                {
                    await desk.VerifyAsync(await desk.EnteredAsync(Dictated.WithWrongLink(kit, attempt)));
                }

                return Dictated.WithWrongLink(kit);
            case Reason.KitOrPin:
                return Dictated.By(kit, PinCode.Draw());
            case Reason.LicenseMoved:
                await desk.AnsweredAsync(Dictated.By(kit, pin));
                await desk.AnsweredAsync(Dictated.By(kit, Dictated.Second(kit), Operation.RestoreWithSpare, pin, Dictated.OtherComputer));
                return Dictated.By(kit, pin);
            case Reason.KitFrozen:
                await ChangeAsync(desk, kit, LedgerKind.KitFrozen, null);
                return Dictated.By(kit, pin);
            case Reason.KitClosed:
                await ChangeAsync(desk, kit, LedgerKind.KitClosed, null);
                return Dictated.By(kit, pin);
            case Reason.PinBlocked:
                await ChangeAsync(desk, kit, LedgerKind.PinBlocked, pin);
                return Dictated.By(kit, pin);
            case Reason.PhoneSingleUserOnly:
                return Dictated.By(kit, pin);
            case Reason.PinVoid:
                await GrantAsync(desk, kit, kit.Sets[1].Pins[0].Code, license: 1);
                return Dictated.By(kit, pin);
            case Reason.NoLicenseLeft:
                await desk.AnsweredAsync(Dictated.By(kit, pin));
                return Dictated.By(kit, Dictated.Second(kit));
            case Reason.UseRestoration:
                await desk.AnsweredAsync(Dictated.By(kit, pin));
                return Dictated.By(kit, pin, Dictated.OtherComputer);
            case Reason.NothingToRestore:
                return Dictated.By(kit, pin, Operation.Restore, pin);
            case Reason.OtherMethod:
                await GrantAsync(desk, kit, pin, license: 1);
                return Dictated.By(kit, pin, Operation.Restore, pin);
            case Reason.OwnerDiffers:
                await desk.AnsweredAsync(Dictated.By(kit, pin));
                return Dictated.By(kit, pin, Operation.Restore, pin, owner: 314392);
            case Reason.ComputerChanged:
                await desk.AnsweredAsync(Dictated.By(kit, pin));
                return Dictated.By(kit, pin, Operation.Restore, pin, Dictated.OtherComputer);
            case Reason.SpareNotUsable:
                await desk.AnsweredAsync(Dictated.By(kit, pin));
                await desk.AnsweredAsync(Dictated.By(kit, Dictated.Second(kit)));
                return Dictated.By(kit, Dictated.Second(kit), Operation.RestoreWithSpare, pin, Dictated.OtherComputer);
            default:
                throw new ArgumentOutOfRangeException(nameof(reason), reason, "Say here how a call comes to this reason.");
        }
    }

    // As another channel would have given it.
    private static Task GrantAsync(CallDesk desk, Kit kit, PinCode pin, long license) => desk.Get<Center>().WriteAsync(
        async db =>
        {
            var lookup = desk.Database.Vault.Lookup("pin", pin.Digits);
            var row = await db.Pins.SingleAsync(p => p.Lookup == lookup, Cancellation);
            db.Ledger.Add(new LedgerRow
            {
                At = desk.Clock.GetUtcNow(),
                Kind = LedgerKind.Request,
                KitId = row.KitId,
                Method = Method.File,
                Operation = Operation.Initial,
                Outcome = Outcome.Granted,
                PinId = row.Id,
                LicenseId = license,
                RequestLookup = [1, 2, 3],
            });
        },
        Cancellation);

    private static async Task ChangeAsync(CallDesk desk, Kit kit, LedgerKind change, PinCode? pin) =>
        (await desk.Get<ChangeKit>().RunAsync(CallDesk.Vera, kit.Number.Digits, change, pin, "reported as published", "a link", Cancellation)).Done.ShouldBeTrue();

    private static Task<List<string?>> RefusalsAsync(CallDesk desk, string reference) => desk.ReadAsync(db => db.Ledger
        .Where(e => db.Calls.Any(c => c.Id == e.CallId && c.Reference == reference) && e.Outcome == Outcome.Refused)
        .Select(e => e.Reason).ToListAsync(Cancellation));

    private static Task<int> LicensesAsync(CallDesk desk) => desk.ReadAsync(db => db.Licenses.CountAsync(Cancellation));
}
