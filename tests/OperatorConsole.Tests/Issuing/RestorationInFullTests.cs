using System.Text;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Issuing;

public sealed class RestorationInFullTests
{
    [Fact]
    public async Task Owner_and_computer_come_back_out_of_the_ledger_as_they_went_in_and_lie_there_sealed()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        var license = (await center.LoadAsync()).History.LiveOn(center.Pin(1)).ShouldNotBeNull();
        license.Owner.ShouldBe(RestorationCenter.Company);
        license.AddressOnRecord.ShouldBe("anna@vector.example");
        ComputerComparison.Compare(license.Computer!, CanonicalComputer.From(RestorationCenter.Parameters)).ShouldBeEmpty();
        ComputerComparison.Compare(CanonicalComputer.From(RestorationCenter.Parameters), license.Computer!).ShouldBeEmpty();
        license.Sketch.ShouldBe(Sketch.Of(license.Computer!, center.Kit.Number));

        foreach (var secret in (string[])["Vector", "anna@", "SIRENA", "A036BC123456"])
        {
            DatabaseScan.Count(center.Fixture, Encoding.UTF8.GetBytes(secret)).ShouldBe(0, secret);
        }
    }

    [Fact]
    public async Task Each_changed_parameter_is_told_with_old_and_new()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        await center.SendAsync(Operation.Initial, Method.Automatic, 1);
        var refused = (await center.SendAsync(Operation.Restore, Method.Automatic, 1, computer: RestorationCenter.Parameters with { Host = "vega", RamMib = 8192 }))
            .Weighed.Decision.ShouldBeOfType<Refused>();
        refused.Changes.Parameters.ShouldBe([new ParameterChange(KeyParameter.Host, "SIRENA", "VEGA"), new ParameterChange(KeyParameter.Ram, "16384", "8192")]);
    }

    [Fact]
    public async Task A_spare_is_kept_back_once_and_spent_when_the_customer_insists()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        (await center.SendAsync(Operation.RestoreWithSpare, Method.File, 2, current: 1)).Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.SamePinWouldDo);
        (await center.SendAsync(Operation.RestoreWithSpare, Method.File, 2, current: 1, unchanged: false)).Weighed.Decision.ShouldBeOfType<Granted>();
        (await center.LoadAsync()).History.StateOf(center.Pin(1)).ShouldBe(PinState.Replaced);
    }

    [Theory]
    [InlineData(MethodFamily.Exact, false)]
    [InlineData(MethodFamily.FileAndAutomatic, true)]
    public async Task The_setting_joins_file_and_automatic(MethodFamily family, bool granted)
    {
        await using var center = await RestorationCenter.WithAsync("client-50", family);
        await center.SendAsync(Operation.Initial, Method.File, 1);
        (await center.SendAsync(Operation.Restore, Method.Automatic, 1)).Weighed.Decision.ShouldBeOfType(granted ? typeof(Granted) : typeof(Refused));
    }

    [Fact]
    public async Task An_erased_owner_is_held_against_the_digest()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        await center.Fixture.Center.WriteAsync(async db => center.Fixture.Owners.Destroy(await db.OwnerKeys.SingleAsync()), TestContext.Current.CancellationToken);

        (await center.LoadAsync()).History.LiveOn(center.Pin(1))!.Owner.ShouldBeNull();
        (await center.SendAsync(Operation.Restore, Method.File, 1)).Weighed.Decision.ShouldBeOfType<Granted>();
        (await center.SendAsync(Operation.Restore, Method.File, 1, owner: RestorationCenter.Company with { LastName = "x" }))
            .Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.OwnerDiffers);
    }

    [Fact]
    public async Task Three_attempts_at_an_owner_are_counted_told_and_kept_in_the_journal()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        var license = (await center.SendAsync(Operation.Initial, Method.File, 1)).Answer!.LicenseId;
        var clerk = new Acting("clerk-1", "clerk", [global::Data.Staff.Roles.Clerk]);
        for (var left = 2; left >= 0; left--)
        {
            var attempt = (await TryAsync(clerk)).ShouldNotBeNull();
            attempt.AttemptsLeft.ShouldBe(left);
            attempt.Differences.ShouldHaveSingleItem().Slips.ShouldBe([OwnerSlip.Case]);
        }

        (await TryAsync(clerk)).ShouldBeNull();
        (await TryAsync(center.Supervisor)).ShouldNotBeNull();
        (await center.ReadAsync(db => db.Ledger.CountAsync(e => e.Kind == LedgerKind.OwnerTried))).ShouldBe(4);
        (await center.ReadAsync(db => db.Journal.CountAsync(j => j.Act == "owner-tried"))).ShouldBe(4);

        Task<OwnerAttempt?> TryAsync(Acting acting) => center.Try.RunAsync(
            acting, center.Kit.Number.Digits, license, RestorationCenter.Company with { Organization = "VECTOR Ltd." }, TestContext.Current.CancellationToken);
    }
}
