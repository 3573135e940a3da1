using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>What the two checks of a request must see. Dictation codes, section 3, first table.</summary>
public sealed class WrongRequestTests
{
    private const int Places = Groups.DictationLength;

    [Fact]
    public void No_single_wrong_group_is_ever_read_as_right() =>
        Any.Dictation.Sample(right =>
        {
            for (var position = 1; position <= Places; position++)
            {
                for (var value = 0; value < Groups.Modulus; value++)
                {
                    if (value != right[position - 1])
                    {
                        ShouldBeSeen(right.With(position, value));
                    }
                }
            }
        }, iter: 4);

    [Fact]
    public void No_two_wrong_groups_are_ever_read_as_right() =>
        Gen.Select(Any.Dictation, Gen.Int[1, 996].Array[2]).Sample((right, errors) =>
        {
            for (var first = 1; first <= Places; first++)
            {
                for (var second = first + 1; second <= Places; second++)
                {
                    ShouldBeSeen(right
                        .With(first, (right[first - 1] + errors[0]) % Groups.Modulus)
                        .With(second, (right[second - 1] + errors[1]) % Groups.Modulus));
                }
            }
        }, iter: 600);

    [Fact]
    public void Any_two_groups_that_changed_places_are_seen() =>
        Any.Dictation.Sample(right =>
        {
            for (var first = 1; first <= Places; first++)
            {
                for (var second = first + 1; second <= Places; second++)
                {
                    var swapped = right.With(first, right[second - 1]).With(second, right[first - 1]);
                    if (!swapped.SequenceEqual(right))
                    {
                        ShouldBeSeen(swapped);
                    }
                }
            }
        }, iter: 600);

    [Fact]
    public void Every_slip_of_one_two_or_three_neighbouring_digits_is_seen() =>
        Gen.Select(Any.Dictation, Gen.Int[0, 9], Gen.Int[0, 9]).Sample((right, other, another) =>
        {
            var digits = Groups.Digits(right);
            for (var at = 0; at < digits.Length; at++)
            {
                foreach (var slipped in Slips(digits, at, (char)('0' + other), (char)('0' + another)))
                {
                    if (slipped != digits)
                    {
                        Groups.TryParse(slipped, out var typed).ShouldBeTrue();
                        var seen = Any.Faults(typed).Any(f => f is CodeFault.IllegalGroup or CodeFault.CheckSum or CodeFault.InnerCheck);
                        seen.ShouldBeTrue(slipped);
                    }
                }
            }
        }, iter: 300);

    [Fact]
    public void Garbage_passes_both_checks_once_in_994009() =>
        Any.Group.Array[15].Sample(fifteen =>
        {
            var inner = Enumerable.Range(0, Groups.Modulus).Count(g => !Any.Faults([.. fifteen, g, 0]).Contains(CodeFault.InnerCheck));
            var sum = Enumerable.Range(0, Groups.Modulus).Count(g => !Any.Faults([.. fifteen, 7, g]).Contains(CodeFault.CheckSum));
            (inner, sum).ShouldBe((1, 1));
        }, iter: 100);

    private static void ShouldBeSeen(int[] typed)
    {
        var faults = RequestCode.Read(typed, out var code);
        code.ShouldBeNull();
        (faults.Contains(CodeFault.CheckSum) || faults.Contains(CodeFault.InnerCheck)).ShouldBeTrue(Groups.Format(typed));
    }

    private static IEnumerable<string> Slips(string digits, int at, char other, char another)
    {
        yield return Put(digits, at, other);
        if (at + 1 < digits.Length)
        {
            yield return Put(digits, at, digits[at + 1], digits[at]);
            if (digits[at] == digits[at + 1])
            {
                yield return Put(digits, at, other, other);
            }

            if (digits[at] == '1')
            {
                yield return Put(digits, at, digits[at + 1], '0');
            }

            if (digits[at + 1] == '0')
            {
                yield return Put(digits, at, '1', digits[at]);
            }
        }

        if (at + 2 < digits.Length)
        {
            yield return Put(digits, at, digits[at + 2], digits[at + 1], digits[at]);
            yield return Put(digits, at, digits[at + 1], digits[at + 2], digits[at]);
            yield return Put(digits, at, other, digits[at + 1], another);
            if (digits[at] == digits[at + 2])
            {
                yield return Put(digits, at, other, digits[at + 1], other);
            }
        }
    }

    private static string Put(string digits, int at, params ReadOnlySpan<char> typed) =>
        string.Concat(digits.AsSpan(0, at), typed, digits.AsSpan(at + typed.Length));
}
