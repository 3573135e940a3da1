using CsCheck;
using Licensing.Kits;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Kits;

public sealed class KitNumberTests
{
    [Fact]
    public void Every_single_wrong_digit_is_refused() =>
        Any.Kit.Sample(kit =>
        {
            for (var at = 0; at < kit.Digits.Length; at++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                {
                    KitNumber.TryParse(string.Concat(kit.Digits.AsSpan(0, at), [digit], kit.Digits.AsSpan(at + 1)), out _).ShouldBe(digit == kit.Digits[at]);
                }
            }
        }, iter: 2_000);

    [Fact]
    public void Every_swap_of_neighbouring_digits_is_refused() =>
        Any.Kit.Sample(kit =>
        {
            for (var at = 0; at + 1 < kit.Digits.Length; at++)
            {
                var (a, b) = (kit.Digits[at], kit.Digits[at + 1]);
                KitNumber.TryParse(string.Concat(kit.Digits.AsSpan(0, at), [b, a], kit.Digits.AsSpan(at + 2)), out _).ShouldBe(a == b);
            }
        }, iter: 2_000);

    [Fact]
    public void A_number_is_read_with_spaces_and_dashes_and_keeps_its_leading_zeros() =>
        Any.Kit.Sample(kit =>
        {
            KitNumber.TryParse($" {kit.Digits[..3]}-{kit.Digits[3..6]} {kit.Digits[6..]}\t", out var read).ShouldBeTrue();
            read.ShouldBe(kit);
            read.ToString().ShouldBe(kit.Digits);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("07531250")]
    [InlineData("00753125090")]
    [InlineData("07531250O")]
    [InlineData("\u0660\u0667\u0665\u0663\u0661\u0662\u0665\u0660\u0669")]
    public void What_is_not_nine_or_ten_digits_is_refused(string? text)
    {
        KitNumber.TryParse(text, out var kit).ShouldBeFalse();
        kit.ShouldBe(default);
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("1234567890")]
    [InlineData("1234567x")]
    public void A_body_that_is_not_eight_or_nine_digits_is_refused(string body) =>
        Should.Throw<FormatException>(() => KitNumber.FromBody(body)).Message.ShouldContain("8 or 9 digits");

    [Theory]
    [InlineData("572", 4)]
    [InlineData("", 0)]
    public void The_check_digit_is_that_of_the_standard_table(string digits, int check) => Damm.CheckDigit(digits).ShouldBe(check);

    [Fact]
    public void A_number_older_than_the_rule_is_kept_as_it_is() => KitNumber.Stored("123456789").Digits.ShouldBe("123456789");
}
