using Licensing.Owners;

namespace Licensing.Tests.Owners;

public sealed class OwnerNearMatchTests
{
    private static readonly OwnerDetails Recorded = new()
    {
        Organization = "ООО «Вектор-Плюс»",
        LastName = "Королёва",
        FirstName = "Анна",
        MiddleName = "Петровна",
        Email = "Anna@vector.example",
        Town = "Орёл",
        House = "12",
    };

    [Fact]
    public void The_same_details_have_no_difference() =>
        OwnerNearMatch.Compare(Recorded, Recorded with { Organization = " ООО  «Вектор-Плюс»\u200B", Town = "Оре\u0308л" }).ShouldBeEmpty();

    [Theory]
    [InlineData("OOO «Вектор-Плюс»", OwnerSlip.LookAlike)]
    [InlineData("ООО «ВЕКТОР-ПЛЮС»", OwnerSlip.Case)]
    [InlineData("ООО \"Вектор-Плюс\"", OwnerSlip.Punctuation)]
    [InlineData("ООО «Вектор—Плюс»", OwnerSlip.Punctuation)]
    [InlineData("ООО«Вектор-Плюс»", OwnerSlip.Spaces)]
    [InlineData("", OwnerSlip.NotGiven)]
    [InlineData("ООО «Вектор-Минус»", OwnerSlip.Other)]
    public void A_slip_in_one_field_is_named_with_the_field(string given, OwnerSlip slip)
    {
        var difference = OwnerNearMatch.Compare(Recorded, Recorded with { Organization = given }).ShouldHaveSingleItem();
        difference.Field.ShouldBe(OwnerField.Organization);
        difference.Slips.ShouldBe([slip]);
    }

    [Fact]
    public void Letters_with_and_without_dots_or_accents_are_two_kinds_of_slips()
    {
        SlipsOf(Recorded with { LastName = "Королева" }).ShouldBe([OwnerSlip.YoOrYe]);
        SlipsOf(Recorded with { FirstName = "А\u0301нна" }).ShouldBe([OwnerSlip.Composition]);
        SlipsOf(Recorded with { Town = "" }).ShouldBe([OwnerSlip.NotGiven]);
        SlipsOf(Recorded with { Street = "Ленина" }).ShouldBe([OwnerSlip.NotRecorded]);
    }

    [Fact]
    public void Several_slips_in_one_field_are_named_together() =>
        SlipsOf(Recorded with { Organization = "OOO \"Вектор-Плюс\"" }).ShouldBe([OwnerSlip.LookAlike, OwnerSlip.Punctuation]);

    [Fact]
    public void Exchanged_fields_are_told_as_such()
    {
        var differences = OwnerNearMatch.Compare(Recorded, Recorded with { LastName = "Анна", FirstName = "Королёва" });
        differences.Select(d => d.Field).ShouldBe([OwnerField.LastName, OwnerField.FirstName]);
        differences.ShouldAllBe(d => d.Slips.SequenceEqual(new[] { OwnerSlip.Swapped }));
    }

    [Fact]
    public void Company_and_individual_differ_in_the_kind()
    {
        var person = new OwnerDetails { LastName = "Орлова" };
        OwnerNearMatch.Compare(person, person with { Kind = OwnerKind.Individual }).ShouldHaveSingleItem().Field.ShouldBe(OwnerField.Kind);
    }

    [Fact]
    public void Nothing_that_is_recorded_stands_in_the_result()
    {
        var told = string.Join(' ', OwnerNearMatch.Compare(Recorded, new OwnerDetails { Organization = "x" }).Select(d => $"{d.Field} {string.Join(' ', d.Slips)}"));
        told.ShouldNotContain("Вектор");
        told.ShouldNotContain("Корол");
    }

    [Fact]
    public void A_text_that_the_runtime_does_not_normalise_is_compared_all_the_same() =>
        OwnerNearMatch.Compare(Recorded with { Town = "O\uFFFEx" }, Recorded with { Town = "o\uFFFEx" }).ShouldHaveSingleItem().Slips.ShouldBe([OwnerSlip.Case]);

    private static IReadOnlyList<OwnerSlip> SlipsOf(OwnerDetails given) => OwnerNearMatch.Compare(Recorded, given).ShouldHaveSingleItem().Slips;
}
