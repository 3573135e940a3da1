using System.Text;
using CsCheck;
using Licensing.Owners;
using Licensing.Tests.Dictation;
using Licensing.Tests.Text;

namespace Licensing.Tests.Owners;

/// <summary>Dictation codes, section 1.4.</summary>
public sealed class OwnerDigestTests
{
    private static readonly Gen<string> Field = Any.Of(
        "", "Romashka LLC", "\u0419\u043E\u0433\u0430 \u0451\u043B\u043A\u0430", "a\nb=c\r\nlast_name=x", "\u00C5ngstr\u00F6m \u00A0 AB", "170100", "\U0001F600", " = ", "-");

    private static readonly Gen<OwnerDetails> Owner = Gen.Select(Gen.Enum<OwnerKind>(), Field.Array[14]).Select((kind, texts) => new OwnerDetails
    {
        Kind = kind,
        Organization = texts[0],
        LastName = texts[1],
        FirstName = texts[2],
        MiddleName = texts[3],
        Email = texts[4],
        Country = texts[5],
        Region = texts[6],
        Zip = texts[7],
        District = texts[8],
        Town = texts[9],
        Street = texts[10],
        House = texts[11],
        Building = texts[12],
        Apartment = texts[13],
    });

    private static readonly string[] Keys =
    [
        "OWNER/1", "kind", "organization", "last_name", "first_name", "middle_name", "email", "country", "region", "zip", "district", "town", "street", "house", "building", "apartment",
    ];

    [Fact]
    public void There_are_always_the_same_sixteen_lines_whatever_is_typed() =>
        Owner.Sample(owner =>
        {
            var canonical = owner.ToCanonical();
            canonical.ShouldEndWith("\n");
            canonical[..^1].Split('\n').Select(line => line.Split('=')[0]).ShouldBe(Keys);
        });

    [Fact]
    public void Spellings_that_a_person_cannot_tell_apart_have_one_digest() =>
        Gen.Select(Owner, Any.Kit).Sample((owner, kit) =>
        {
            var other = Each(owner, text => $"\uFEFF\u00A0{text.Normalize(NormalizationForm.FormD).Replace(" ", "\u2003\u200B ", StringComparison.Ordinal)} \u200E\t");
            other.DigestFor(kit).ShouldBe(owner.DigestFor(kit));
            owner.Cleaned().DigestFor(kit).ShouldBe(owner.DigestFor(kit));
            owner.Cleaned().Cleaned().ShouldBe(owner.Cleaned());
        });

    [Fact]
    public void The_organization_of_an_individual_does_not_count_and_that_of_a_company_does() =>
        Gen.Select(Owner, Any.Kit).Sample((owner, kit) =>
        {
            var individual = owner with { Kind = OwnerKind.Individual };
            (individual with { Organization = "Another" }).DigestFor(kit).ShouldBe(individual.DigestFor(kit));
            individual.Cleaned().Organization.ShouldBeEmpty();

            var company = owner with { Kind = OwnerKind.Company };
            (company with { Organization = "Another" }).ToCanonical().ShouldNotBe(company.ToCanonical());
            company.ToCanonical().ShouldNotBe(individual.ToCanonical());
        });

    [Fact]
    public void Every_visible_difference_in_every_field_changes_what_is_hashed() =>
        Owner.Sample(owner =>
        {
            var company = owner with { Kind = OwnerKind.Company };
            var variants = Enumerable.Range(0, 14).Select(field => At(company, field, text => text + ".").ToCanonical()).ToArray();
            variants.Distinct(StringComparer.Ordinal).Count().ShouldBe(14);
            variants.ShouldNotContain(company.ToCanonical());
        });

    [Fact]
    public void A_text_does_not_flow_from_one_field_into_the_next()
    {
        var one = new OwnerDetails { LastName = "Ivanov\nfirst_name=Ivan" };
        var two = new OwnerDetails { LastName = "Ivanov", FirstName = "Ivan" };

        one.ToCanonical().ShouldNotBe(two.ToCanonical());
    }

    [Fact]
    public void Another_kit_gives_an_unrelated_digest_within_its_range()
    {
        var equal = 0;
        Gen.Select(Owner, Any.Kit, Any.Kit).Where((_, kit, other) => kit != other).Sample((owner, kit, other) =>
        {
            owner.DigestFor(kit).ShouldBeInRange(0, Any.LargestOwner);
            equal += owner.DigestFor(kit) == owner.DigestFor(other) ? 1 : 0;
        }, iter: 2_000, threads: 1);

        equal.ShouldBeLessThan(4);
    }

    [Fact]
    public void No_culture_has_a_say() =>
        Gen.Select(Owner, Any.Kit).Sample((owner, kit) =>
            Cultures.ShouldBeTheSameUnderEach(() => $"{owner.ToCanonical()}{owner.DigestFor(kit).ToString(System.Globalization.CultureInfo.InvariantCulture)}"), iter: 50);

    [Fact]
    public void Half_of_a_surrogate_pair_in_any_field_is_refused()
    {
        for (var field = 0; field < 14; field++)
        {
            var owner = At(new OwnerDetails(), field, _ => "a\uD83D");
            Should.Throw<FormatException>(owner.ToCanonical).Message.ShouldContain("position 2;");
        }
    }

    private static OwnerDetails Each(OwnerDetails owner, Func<string, string> change) =>
        Enumerable.Range(0, 14).Aggregate(owner, (changed, field) => At(changed, field, change));

    private static OwnerDetails At(OwnerDetails o, int field, Func<string, string> change) => field switch
    {
        0 => o with { Organization = change(o.Organization) },
        1 => o with { LastName = change(o.LastName) },
        2 => o with { FirstName = change(o.FirstName) },
        3 => o with { MiddleName = change(o.MiddleName) },
        4 => o with { Email = change(o.Email) },
        5 => o with { Country = change(o.Country) },
        6 => o with { Region = change(o.Region) },
        7 => o with { Zip = change(o.Zip) },
        8 => o with { District = change(o.District) },
        9 => o with { Town = change(o.Town) },
        10 => o with { Street = change(o.Street) },
        11 => o with { House = change(o.House) },
        12 => o with { Building = change(o.Building) },
        13 => o with { Apartment = change(o.Apartment) },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
