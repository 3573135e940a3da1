using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Tests.Acquisitions;

namespace Licensing.Tests.AdditionalPins;

/// <summary>The rules P1 to P12 as tables: what each finds, and what comes of all of them.</summary>
public sealed class PinReviewTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddDays(100);

    // Three PINs of a base delivery, two of them replaced: nothing is left, and the third carries the license.
    private static KitHistory UsedUp(Method method = Method.File)
    {
        var kit = Some.Kit("base");
        return kit.With(kit.IssuedInFull(1, method: method), Moved(kit, 1, 2, "m1"), Moved(kit, 2, 3, "m2"));
    }

    private static LicenseMoved Moved(KitHistory kit, int from, int to, string key) => kit.Moved(from, to, key: key) with { Computer = CanonicalComputer.From(Some.Parameters), Sketch = null };

    private static PinCase Case(KitHistory kit, int pin = 3, int set = 1) =>
        new(new PinAsked { Kit = kit.Kit.Number.Digits, Company = "Vector Ltd.", Pin = kit.Pin(pin, set).Digits, Reason = "the motherboard burned down" }, kit, Now) { From = "anna@vector.example" };

    private static SeenFile File(KitHistory kit, KeyParameters computer, int pin = 3) => new()
    {
        Kit = kit.Kit.Number,
        Pin = kit.Pin(pin),
        OwnerDigest = Some.Owner,
        Computer = CanonicalComputer.From(computer),
    };

    private static Finding Find(PinCase asked, PinRule rule) => PinReview.Of(asked).Findings.Single(f => f.Rule == rule);

    [Fact]
    public void A_kit_that_is_used_up_by_an_honest_owner_gets_its_pin()
    {
        var review = PinReview.Of(Case(UsedUp()));
        review.Findings.Select(f => f.Id).ShouldBe(["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12"]);
        review.Findings.ShouldAllBe(f => f.Bearing == Bearing.Favours || f.Bearing == Bearing.Silent);
        (review.MayApprove, review.SecondBecause.Count, review.Suggestion.Act).ShouldBe((true, 0, PinAct.Approve));
        review.License!.License.ShouldBe(1);
    }

    public static TheoryData<string, PinRule, Bearing, string, PinAct, string?> Table => new()
    {
        { "violation", PinRule.NoViolation, Bearing.Forbids, "violation-decided", PinAct.Refuse, "violation" },
        { "spare", PinRule.NoSpareLeft, Bearing.Forbids, "spare-left", PinAct.Refuse, "spare-left" },
        { "other kit's pin", PinRule.KitAndPin, Bearing.Forbids, "pin-not-of-kit", PinAct.Refuse, "kit-or-pin" },
        { "unknown kit", PinRule.KitAndPin, Bearing.Forbids, "kit-unknown", PinAct.Refuse, "kit-or-pin" },
        { "no kit", PinRule.KitAndPin, Bearing.Asks, "kit-missing", PinAct.Ask, null },
        { "no pin", PinRule.KitAndPin, Bearing.Asks, "pin-missing", PinAct.Ask, null },
        { "two this year", PinRule.YearlyNumber, Bearing.NeedsSecond, "year-exceeded", PinAct.Approve, null },
        { "two last year", PinRule.YearlyNumber, Bearing.Favours, "year-within", PinAct.Approve, null },
        { "never used", PinRule.PinUsed, Bearing.Forbids, "pin-never-used", PinAct.Refuse, "pin-never-used" },
        { "replaced", PinRule.PinUsed, Bearing.Asks, "pin-replaced", PinAct.Ask, null },
        { "observation", PinRule.NoObservation, Bearing.NeedsSecond, "observation-open", PinAct.Approve, null },
        { "other company", PinRule.Company, Bearing.Asks, "company-differs", PinAct.Ask, null },
        { "other address", PinRule.Address, Bearing.NeedsSecond, "address-other", PinAct.Approve, null },
        { "caller", PinRule.Address, Bearing.Favours, "address-on-record", PinAct.Approve, null },
        { "by phone", PinRule.Address, Bearing.NeedsSecond, "no-address-on-record", PinAct.Approve, null },
        { "story fits", PinRule.HardwareStory, Bearing.Favours, "story-fits", PinAct.Approve, null },
        { "story differs", PinRule.HardwareStory, Bearing.Asks, "story-differs", PinAct.Ask, null },
        { "no story", PinRule.HardwareStory, Bearing.Asks, "story-says-nothing", PinAct.Ask, null },
        { "nothing changed", PinRule.HardwareStory, Bearing.Asks, "nothing-changed", PinAct.Refuse, "same-pin-would-do" },
        { "broken file", PinRule.RequestFile, Bearing.Asks, "file-unreadable", PinAct.Ask, null },
        { "file of another kit", PinRule.RequestFile, Bearing.Asks, "file-other-kit", PinAct.Ask, null },
        { "file with another pin", PinRule.RequestFile, Bearing.Asks, "file-other-pin", PinAct.Ask, null },
        { "file of another owner", PinRule.RequestFile, Bearing.Asks, "file-owner-differs", PinAct.Ask, null },
        { "frozen", PinRule.Usable, Bearing.Forbids, "kit-frozen", PinAct.Refuse, "not-usable" },
        { "closed", PinRule.Usable, Bearing.Forbids, "kit-closed", PinAct.Refuse, "not-usable" },
        { "blocked", PinRule.Usable, Bearing.Forbids, "pin-blocked", PinAct.Refuse, "not-usable" },
        { "void", PinRule.Usable, Bearing.Forbids, "pin-void", PinAct.Refuse, "not-usable" },
        { "no reason", PinRule.Complete, Bearing.Asks, "details-missing", PinAct.Ask, null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_rule_finds_what_it_is_for(string story, PinRule rule, Bearing bearing, string code, PinAct suggested, string? refusal)
    {
        var asked = Told(story);
        var finding = Find(asked, rule);
        (finding.Bearing, finding.Code).ShouldBe((bearing, code));
        var review = PinReview.Of(asked);
        (review.Suggestion.Act, review.Suggestion.Refusal?.Code()).ShouldBe((suggested, refusal));
        review.SecondBecause.Any(f => f.Rule == rule).ShouldBe(bearing == Bearing.NeedsSecond);
        if (bearing == Bearing.Forbids)
        {
            review.MayApprove.ShouldBeFalse();
        }

        if (suggested == PinAct.Ask)
        {
            review.Suggestion.Ask.ShouldNotBeEmpty();
        }
    }

    private static PinCase Told(string story)
    {
        var kit = UsedUp();
        var asked = Case(kit);
        var pair = Some.Kit("client-5");
        return story switch
        {
            "violation" => asked with { Violations = new([new KitCase("VR1", Some.Noon)], []) },
            "observation" => asked with { Violations = new([], [new KitCase("VR4", Some.Noon)]) },
            "spare" => Case(Some.Kit("base") is var fresh ? fresh.With(fresh.IssuedInFull(1)) : fresh, 1),
            "other kit's pin" => asked with { Asked = asked.Asked with { Pin = PinCode.Draw().Digits } },
            "unknown kit" => asked with { Kit = null },
            "no kit" => asked with { Asked = asked.Asked with { Kit = "" }, Kit = null },
            "no pin" => asked with { Asked = asked.Asked with { Pin = "123" } },
            "two this year" => Case(kit.With(Joined(kit, -200), Joined(kit, -1))),
            "two last year" => Case(kit.With(Joined(kit, -400), Joined(kit, -366))),
            "never used" => Case(Some.Kit("base") is var unused ? unused.With(unused.IssuedInFull(1)) : unused, 2),
            "replaced" => Case(kit, 1),
            "other company" => asked with { Asked = asked.Asked with { Company = "Vector Plus" } },
            "other address" => asked with { From = "someone@else.example" },
            "caller" => asked with { From = null },
            "by phone" => Case(Some.Kit("base") is var phoned ? phoned.With(phoned.Issued(1), phoned.Moved(1, 2, key: "a"), phoned.Moved(2, 3, key: "b")) : phoned),
            "story fits" => asked with { File = File(kit, Some.Parameters with { Motherboard = "other", Bios = "UEFI other" }) },
            "story differs" => asked with { File = File(kit, Some.Parameters with { Motherboard = "other", Disks = ["other|1"] }) },
            "no story" => asked with { Asked = asked.Asked with { Reason = "no codes left" }, File = File(kit, Some.Parameters with { Motherboard = "other" }) },
            "nothing changed" => asked with { File = File(kit, Some.Parameters) },
            "broken file" => asked with { File = SeenFile.Unreadable },
            "file of another kit" => asked with { File = File(kit, Some.Parameters) with { Kit = KitNumber.FromBody("12345678") } },
            "file with another pin" => asked with { File = File(kit, Some.Parameters) with { Pin = kit.Pin(1) } },
            "file of another owner" => asked with { File = File(kit, Some.Parameters) with { OwnerDigest = 1 } },
            "frozen" => Case(kit.With(new KitStateChanged(Some.Noon, KitState.Frozen))),
            "closed" => Case(kit.With(new KitStateChanged(Some.Noon, KitState.Closed))),
            "blocked" => Case(kit.With(new PinBlockChanged(Some.Noon, kit.Pin(3), Blocked: true))),
            "void" => Case(pair.With(pair.IssuedInFull(1, set: 2)), 1),
            "no reason" => asked with { Asked = asked.Asked with { Reason = "" } },
            _ => throw new ArgumentOutOfRangeException(nameof(story), story, "No such story."),
        };
    }

    private static AdditionalPinJoined Joined(KitHistory kit, int days) => new(Now.AddDays(days), kit.Pin(1));

    [Fact]
    public void Of_the_owner_the_registered_company_counts_too_and_the_nearer_one_is_shown()
    {
        var asked = Case(UsedUp());
        Find(asked with { RegisteredOwner = "Vector Plus", Asked = asked.Asked with { Company = "Vector Plus Ltd." } }, PinRule.Company).Code.ShouldBe("company-same");
        Find(asked with { RegisteredOwner = "Meridian", Asked = asked.Asked with { Company = "Vectors" } }, PinRule.Company).Evidence.ShouldBe(["Vector Ltd.", 1]);
    }

    [Fact]
    public void The_configured_number_a_year_counts()
    {
        var kit = UsedUp();
        var asked = Case(kit.With(Joined(kit, -30)));
        Find(asked, PinRule.YearlyNumber).Bearing.ShouldBe(Bearing.Favours);
        Find(asked with { MostPerYear = 1 }, PinRule.YearlyNumber).Bearing.ShouldBe(Bearing.NeedsSecond);
    }

    [Fact]
    public void A_violation_comes_before_whatever_else_could_be_asked_or_refused() =>
        PinReview.Of(Told("spare") with { Violations = new([new KitCase("VR1", Some.Noon)], []), Asked = Told("spare").Asked with { Reason = "" } })
            .Suggestion.Refusal.ShouldBe(PinRefusal.Violation);

    [Fact]
    public void Evidence_of_several_parameters_is_one_list_of_them()
    {
        Find(Told("story fits"), PinRule.HardwareStory).Evidence.ShouldHaveSingleItem().ShouldBeAssignableTo<IReadOnlyList<string>>().ShouldBe(["motherboard", "bios"]);
        Find(Told("story differs"), PinRule.HardwareStory).Evidence.ShouldHaveSingleItem().ShouldBeAssignableTo<IReadOnlyList<string>>().ShouldBe(["disk"]);
    }

    [Fact]
    public void A_file_of_another_kit_is_not_compared_with_this_one_s_computer() => PinReview.Of(Told("file of another kit")).Changes.ShouldBeNull();

    [Fact]
    public void An_address_that_a_supervisor_approved_is_the_one_on_record()
    {
        var kit = UsedUp();
        var moved = kit.With(new AddressApproved(Now.AddDays(-1), 1, "new@vector.example"));
        Find(Case(moved) with { From = "new@vector.example" }, PinRule.Address).Code.ShouldBe("address-same");
        Find(Case(moved), PinRule.Address).Code.ShouldBe("address-other");
    }

    [Fact]
    public void A_further_pin_has_a_link_of_its_own()
    {
        var kit = UsedUp().Kit;
        for (var i = 0; i < 50; i++)
        {
            var pin = KitDraw.Further(kit);
            kit.Pins.ShouldAllBe(p => PinLink.Of(kit.Number, p.Code) != PinLink.Of(kit.Number, pin));
            kit = kit with { Sets = [kit.Sets[0] with { Pins = [.. kit.Sets[0].Pins, new KitPin(pin, PinOrigin.Additional)] }] };
        }
    }
}
