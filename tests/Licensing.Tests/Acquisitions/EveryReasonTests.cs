using Licensing.Acquisitions;
using Licensing.Computers;

namespace Licensing.Tests.Acquisitions;

/// <summary>For each reason of a refusal one history and one request that get it, and what is told beside it.</summary>
public sealed class EveryReasonTests
{
    private static readonly KitHistory Base = Some.Kit("base");
    private static readonly KitHistory Five = Some.Kit("client-5");
    private static readonly KitHistory Issued = Base.With(Base.Issued(1));
    private static readonly KitHistory InFull = Base.With(Base.IssuedInFull(1));

    private static readonly Dictionary<Reason, (KitHistory? Kit, LicenseRequest Request, Budget Budget)> Asked = new()
    {
        [Reason.TooManyFailures] = (null, Base.ByPhone(1), new Budget(0)),
        [Reason.KitOrPin] = (null, Base.ByPhone(1), Budget.Full),
        [Reason.LicenseMoved] = (Issued.With(Base.Moved(1, 2)), Base.ByPhone(1, key: "first"), Budget.Full),
        [Reason.KitFrozen] = (Base.With(new KitStateChanged(Some.Noon, KitState.Frozen)), Base.ByPhone(1), Budget.Full),
        [Reason.KitClosed] = (Base.With(new KitStateChanged(Some.Noon, KitState.Closed)), Base.ByPhone(1), Budget.Full),
        [Reason.PinBlocked] = (Base.With(new PinBlockChanged(Some.Noon, Base.Pin(1), Blocked: true)), Base.ByPhone(1), Budget.Full),
        [Reason.PhoneSingleUserOnly] = (Five, Five.ByPhone(1, set: 2), Budget.Full),
        [Reason.PinVoid] = (Five.With(Five.Issued(1)), Five.ByFile(1, set: 2), Budget.Full),
        [Reason.NoLicenseLeft] = (Issued, Base.ByPhone(2), Budget.Full),
        [Reason.UseRestoration] = (Issued, Base.ByPhone(1), Budget.Full),
        [Reason.NothingToRestore] = (Base, Base.ByPhone(1, operation: Operation.Restore), Budget.Full),
        [Reason.OtherMethod] = (InFull, Base.ByPhone(1, operation: Operation.Restore), Budget.Full),
        [Reason.OwnerDiffers] = (InFull, Base.ByFile(1, operation: Operation.Restore) with { Owner = Some.Company with { LastName = "Orlov" } }, Budget.Full),
        [Reason.ComputerChanged] = (InFull, Base.ByFile(1, operation: Operation.Restore) with { Computer = CanonicalComputer.From(Some.Parameters with { Host = "vega" }) }, Budget.Full),
        [Reason.SpareNotUsable] = (InFull, Base.SpareByFile(1, 1, Some.Parameters with { Host = "vega" }), Budget.Full),
        [Reason.SamePinWouldDo] = (InFull, Base.SpareByFile(1, 2, Some.Parameters), Budget.Full),
    };

    public static TheoryData<Reason> Each => [.. Enum.GetValues<Reason>()];

    [Theory]
    [MemberData(nameof(Each))]
    public void Every_reason_is_given_by_a_request_that_deserves_it(Reason reason)
    {
        Asked.ShouldContainKey(reason);
        var (kit, request, budget) = Asked[reason];
        Acquisition.Decide(kit, request, budget).ShouldBeRefused(reason);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void A_frozen_kit_gives_no_other_reason_than_that_but_for_those_that_come_before(Reason reason)
    {
        var (kit, request, budget) = Asked[reason];
        if (kit is not null && reason > Reason.KitClosed)
        {
            Acquisition.Decide(kit.With(new KitStateChanged(Some.Noon.AddDays(1), KitState.Frozen)), request, budget).ShouldBeRefused(Reason.KitFrozen);
        }
        else
        {
            Acquisition.Decide(kit?.With(new KitStateChanged(Some.Noon.AddDays(1), KitState.Frozen)), request, budget).ShouldBeRefused(reason);
        }
    }

    [Theory]
    [InlineData(Reason.ComputerChanged)]
    [InlineData(Reason.SpareNotUsable)]
    public void Where_no_unused_pin_is_left_the_way_to_additional_ones_is_told_and_elsewhere_it_is_not(Reason reason)
    {
        var (kit, request, budget) = Asked[reason];
        Acquisition.Decide(kit, request, budget).ShouldBeRefused(reason).Hints.ShouldBeEmpty();
        Fact[] blocked = [new PinBlockChanged(Some.Noon, Base.Pin(2), Blocked: true), new PinBlockChanged(Some.Noon, Base.Pin(3), Blocked: true)];
        Acquisition.Decide(kit!.With(blocked), request, budget).ShouldBeRefused(reason).Hints.ShouldBe([Hint.RequestAdditionalPins]);
    }
}
