using CsCheck;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Kits;

public sealed class PinCodeTests
{
    [Fact]
    public void Every_single_wrong_digit_is_refused() =>
        Any.Pin.Sample(pin =>
        {
            for (var at = 0; at < pin.Digits.Length; at++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                {
                    if (digit != pin.Digits[at])
                    {
                        ShouldNotFit(string.Concat(pin.Digits.AsSpan(0, at), [digit], pin.Digits.AsSpan(at + 1)));
                    }
                }
            }
        }, iter: 1_000);

    [Fact]
    public void Every_swap_of_neighbouring_digits_is_refused() =>
        Any.Pin.Sample(pin =>
        {
            for (var at = 0; at + 1 < pin.Digits.Length; at++)
            {
                if (pin.Digits[at] != pin.Digits[at + 1])
                {
                    ShouldNotFit(string.Concat(pin.Digits.AsSpan(0, at), [pin.Digits[at + 1], pin.Digits[at]], pin.Digits.AsSpan(at + 2)));
                }
            }
        }, iter: 1_000);

    [Fact]
    public void Every_single_wrong_group_and_every_two_groups_that_changed_places_are_refused() =>
        Gen.Select(Any.Pin, Gen.Int[1, 5], Gen.Int[1, 5], Any.Group).Sample((pin, a, b, value) =>
        {
            var groups = pin.ToGroups();
            (PinCode.Parse(Groups.Digits(groups.With(a, value)), out _) == PinFault.CheckGroup).ShouldBe(groups[a - 1] != value);
            (PinCode.Parse(Groups.Digits(groups.With(a, groups[b - 1]).With(b, groups[a - 1])), out _) == PinFault.CheckGroup).ShouldBe(groups[a - 1] != groups[b - 1]);
        }, iter: 5_000);

    [Fact]
    public void Drawn_codes_are_valid_and_never_reserved_and_do_not_repeat()
    {
        var drawn = Enumerable.Range(0, 5_000).Select(_ => PinCode.Draw()).ToArray();

        foreach (var pin in drawn)
        {
            PinCode.Parse(pin.Digits, out var read).ShouldBe(PinFault.None);
            read.ShouldBe(pin);
            var groups = pin.ToGroups();
            groups[0].ShouldBeLessThan(996);
            groups[..4].Distinct().Count().ShouldBeGreaterThan(1);
        }

        drawn.Distinct().Count().ShouldBe(drawn.Length);
    }

    [Fact]
    public void Every_group_of_drawn_codes_is_spread_over_all_its_values()
    {
        var counts = new int[4, 10];
        for (var i = 0; i < 10_000; i++)
        {
            var groups = PinCode.Draw().ToGroups();
            for (var at = 0; at < 4; at++)
            {
                counts[at, groups[at] / 100]++;
            }
        }

        // 10 000 draws, a tenth in each hundred: thirty in standard deviation; six of them are allowed.
        foreach (var count in counts)
        {
            count.ShouldBeInRange(1_000 - 200, 1_000 + 200);
        }
    }

    [Fact]
    public void A_code_shows_no_more_than_its_last_group_unless_asked_by_name() =>
        Any.Pin.Sample(pin =>
        {
            var shown = $"{pin}";
            shown.Where(char.IsAsciiDigit).ShouldBe(pin.Digits[^3..]);
            pin.ToString().ShouldBe(shown);
            pin.Masked.ShouldBe(shown);
            new { Pin = pin }.ToString()!.Count(char.IsAsciiDigit).ShouldBe(3);
        });

    [Fact]
    public void No_code_at_all_shows_nothing()
    {
        default(PinCode).ToString().ShouldBe("");
        default(PinCode).Masked.ShouldBe("");
        default(PinCode).Spoken.ShouldBe("");
    }

    [Fact]
    public void Any_spelling_of_the_digits_is_read() =>
        Any.Pin.Sample(pin =>
        {
            foreach (var spelling in (string[])[pin.Spoken, $"  {pin.Spoken.Replace(' ', '-')}\t", pin.Spoken.Replace(' ', '\u00A0'), string.Join("  ", pin.Digits.ToCharArray())])
            {
                PinCode.Parse(spelling, out var read).ShouldBe(PinFault.None);
                read.ShouldBe(pin);
            }
        });

    [Theory]
    [InlineData(null, PinFault.Length)]
    [InlineData("", PinFault.Length)]
    [InlineData("746 185 858 112 35", PinFault.Length)]
    [InlineData("746 185 858 112 352 000", PinFault.Length)]
    [InlineData("746 185 858 112 35O", PinFault.Length)]
    [InlineData("\u0667\u0664\u0666 185 858 112 352", PinFault.Length)]
    [InlineData("746 185 858 997 352", PinFault.IllegalGroup)]
    [InlineData("999 999 999 999 999", PinFault.IllegalGroup)]
    [InlineData("746 185 858 112 353", PinFault.CheckGroup)]
    public void What_is_no_code_is_told_why(string? text, PinFault fault)
    {
        PinCode.Parse(text, out var pin).ShouldBe(fault);
        pin.ShouldBe(default);
    }

    [Fact]
    public void Codes_kept_for_print_are_reserved() =>
        Any.Group.Array[3].Sample(rest =>
        {
            foreach (var groups in (int[][])[[996, .. rest], [rest[0], rest[0], rest[0], rest[0]]])
            {
                PinCode.Parse(Groups.Digits([.. groups, Checks.Pin(groups)]), out _).ShouldBe(PinFault.Reserved);
            }
        });

    private static void ShouldNotFit(string digits) =>
        (PinCode.Parse(digits, out _) is PinFault.CheckGroup or PinFault.IllegalGroup).ShouldBeTrue(digits);
}
