using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>Rows that changed places or were typed twice: up to eight wrong groups, beyond what a distance of three promises.</summary>
/// <remarks>
/// In a row the weights are powers of one multiplier, so that a check misses such a slip only if the polynomial of the rows' difference is zero
/// at its multiplier. Both checks miss it for one difference in 994009; that is the whole of what is not seen.
/// </remarks>
public sealed class WrongRowTests
{
    private const int Rho = 52;
    private const int Sigma = 392;

    [Fact]
    public void Two_rows_that_changed_places_are_seen_unless_their_difference_is_a_zero_of_both_checks() =>
        Any.Dictation.Sample(right => Pairs((first, second) => Seen(Swapped(right, first, second)).ShouldBe(!IsZero(Difference(right, first, second)))), iter: 3_000);

    [Fact]
    public void A_row_typed_twice_is_seen_unless_the_difference_is_a_zero_of_both_checks() =>
        Any.Dictation.Sample(right => Pairs((first, second) =>
        {
            var seen = !IsZero(Difference(right, first, second));
            Seen(Copied(right, first, second)).ShouldBe(seen);
            Seen(Copied(right, second, first)).ShouldBe(seen);
        }), iter: 3_000);

    [Fact]
    public void One_difference_of_rows_in_994009_is_a_zero_of_both_checks() =>
        Gen.Select(Any.Group, Any.Group).Sample((a, b) =>
        {
            // The last two places are free: one pair of them in 997 times 997 fits both checks.
            var zeros = Enumerable.Range(0, Groups.Modulus).Select(c => (int[])[a, b, c, LastFor(a, b, c)]).Where(IsZero).ToArray();
            zeros.Length.ShouldBe(1);
        }, iter: 100);

    [Fact]
    public void Rows_that_differ_by_such_a_zero_are_the_one_swap_that_passes()
    {
        var zero = Enumerable.Range(0, Groups.Modulus).Select(c => (int[])[1, 0, c, LastFor(1, 0, c)]).Single(IsZero);
        int[] row = [853, 112, 352, 84];
        int[] fifteen = [110, 746, 185, 858, .. row, .. row.Zip(zero, (group, more) => (group + more) % Groups.Modulus), 271, 583, 663];
        int[] sixteen = [.. fifteen, Checks.Inner(fifteen)];
        int[] right = [.. sixteen, Checks.Request(sixteen)];

        Seen(right).ShouldBeFalse();
        Seen(Swapped(right, 1, 2)).ShouldBeFalse();
    }

    private static int[] Swapped(int[] right, int first, int second)
    {
        var swapped = Copied(right, first, second);
        right.AsSpan(4 * second, 4).CopyTo(swapped.AsSpan(4 * first));
        return swapped;
    }

    private static int[] Copied(int[] right, int from, int to)
    {
        var copied = (int[])right.Clone();
        right.AsSpan(4 * from, 4).CopyTo(copied.AsSpan(4 * to));
        return copied;
    }

    private static int[] Difference(int[] right, int first, int second) =>
        [.. Enumerable.Range(0, 4).Select(i => right[(4 * first) + i] - right[(4 * second) + i])];

    private static bool IsZero(int[] difference) => At(difference, Rho) == 0 && At(difference, Sigma) == 0;

    private static int LastFor(int a, int b, int c) => (Groups.Modulus - At([a, b, c, 0], Rho)) % Groups.Modulus;

    private static int At(int[] polynomial, int x)
    {
        var value = polynomial.Aggregate(0, (sum, coefficient) => ((sum * x) + coefficient) % Groups.Modulus);
        return (value + Groups.Modulus) % Groups.Modulus;
    }

    private static bool Seen(int[] typed) => Any.Faults(typed).Any(f => f is CodeFault.CheckSum or CodeFault.InnerCheck);

    private static void Pairs(Action<int, int> tried)
    {
        for (var first = 0; first < 4; first++)
        {
            for (var second = first + 1; second < 4; second++)
            {
                tried(first, second);
            }
        }
    }
}
