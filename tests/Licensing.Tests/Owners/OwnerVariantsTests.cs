using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Tests.Owners;

public sealed class OwnerVariantsTests
{
    private static readonly KitNumber Kit = KitNumber.FromBody("07531250");

    private static readonly OwnerDetails Said = new()
    {
        Organization = "ООО «Вектор»",
        LastName = "Королева",
        FirstName = "Анна",
        MiddleName = "Петровна",
        Email = "anna@vector.example",
        Country = "Россия",
        Region = "Орловская область",
        Zip = "302000",
        District = "Орловский район",
        Town = "Орел",
        Street = "ул. Ленина",
        House = "12",
        Building = "1",
        Apartment = "3",
    };

    public static TheoryData<OwnerDetails, OwnerField, OwnerSlip> Slips() => new()
    {
        { Said with { LastName = "Королёва" }, OwnerField.LastName, OwnerSlip.YoOrYe },
        { Said with { Town = "ОРЕЛ" }, OwnerField.Town, OwnerSlip.Case },
        { Said with { Organization = "OOO «Вектор»" }, OwnerField.Organization, OwnerSlip.LookAlike },
        { Said with { Organization = "ООО \"Вектор\"" }, OwnerField.Organization, OwnerSlip.Punctuation },
        { Said with { Street = "ул.Ленина" }, OwnerField.Street, OwnerSlip.Spaces },
        { Said with { LastName = "Анна", FirstName = "Королева" }, OwnerField.LastName, OwnerSlip.Swapped },
        { Said with { House = "1", Building = "12" }, OwnerField.House, OwnerSlip.Swapped },
        { Said with { Kind = OwnerKind.Individual }, OwnerField.Kind, OwnerSlip.Other },
        { Said with { Email = "" }, OwnerField.Email, OwnerSlip.NotRecorded },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void One_slip_in_what_the_caller_says_is_found_by_the_digest(OwnerDetails recorded, OwnerField field, OwnerSlip slip) =>
        OwnerVariants.Find(Kit, recorded.DigestFor(Kit), Said).ShouldBe(new FittingVariant(field, slip));

    [Fact]
    public void The_right_details_fit_as_they_are() =>
        OwnerVariants.Find(Kit, Said.DigestFor(Kit), Said with { Town = " Орел " }).ShouldBe(new FittingVariant(null, null));

    [Fact]
    public void Another_owner_does_not_fit() =>
        OwnerVariants.Find(Kit, (Said with { LastName = "Иванова" }).DigestFor(Kit), Said).ShouldBeNull();

    [Fact]
    public void The_number_of_variants_is_bounded()
    {
        var longest = OwnerFields.Texts.Aggregate(Said, (owner, field) => owner.With(field, $"Ее «Ее-ее». {field} ее е е е é"));
        OwnerVariants.Of(longest.Cleaned()).Count().ShouldBeInRange(300, OwnerVariants.Most);
        OwnerVariants.Of(Said).Count().ShouldBeLessThan(OwnerVariants.Most);
    }

    [Fact]
    public void Every_text_field_is_reached()
    {
        var filled = OwnerFields.Texts.Aggregate(new OwnerDetails(), (owner, field) => owner.With(field, field.ToString()));
        OwnerFields.Texts.Count.ShouldBe(14);
        OwnerFields.Texts.ShouldAllBe(f => filled.Text(f) == f.ToString());
    }
}
