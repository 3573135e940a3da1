using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>Checksums that the caller reads back while she types the answer.</summary>
public sealed class AnswerChecksumTests
{
    private static readonly Gen<int[]> Line = Any.Group.Array[Groups.LineLength];
    private static readonly Gen<int> Number = Gen.Int[1, Groups.AnswerLines];

    [Fact]
    public void The_checksum_of_a_line_sees_every_single_changed_group() =>
        Gen.Select(Number, Line, Any.Group).Sample((number, line, request) =>
        {
            var right = Checks.Line(number, line, request);
            for (var position = 1; position <= line.Length; position++)
            {
                var same = Enumerable.Range(0, Groups.Modulus).Where(value => Checks.Line(number, line.With(position, value), request) == right);
                same.ShouldBe([line[position - 1]]);
            }
        }, iter: 60);

    [Fact]
    public void The_checksum_of_a_line_sees_every_two_groups_that_changed_places() =>
        Gen.Select(Number, Line, Any.Group, Gen.Int[1, 5], Gen.Int[1, 5]).Sample((number, line, request, a, b) =>
        {
            var swapped = line.With(a, line[b - 1]).With(b, line[a - 1]);
            (Checks.Line(number, swapped, request) == Checks.Line(number, line, request)).ShouldBe(swapped.SequenceEqual(line));
        }, iter: 10_000);

    [Fact]
    public void A_right_line_typed_as_another_line_or_for_another_request_is_seen() =>
        Gen.Select(Line, Any.Group, Any.Group).Sample((line, request, other) =>
        {
            Enumerable.Range(1, Groups.AnswerLines).Select(number => Checks.Line(number, line, request)).Distinct().Count().ShouldBe(Groups.AnswerLines);
            (Checks.Line(1, line, request) == Checks.Line(1, line, other)).ShouldBe(request == other);
            (Checks.Total([.. line, .. new int[40]], request) == Checks.Total([.. line, .. new int[40]], other)).ShouldBe(request == other);
        }, iter: 3_000);

    [Fact]
    public void The_total_sees_every_single_changed_group_and_every_two_that_changed_places() =>
        Gen.Select(Any.Group.Array[Groups.AnswerLength], Any.Group, Gen.Int[1, 996].Array[Groups.AnswerLength]).Sample((answer, request, changes) =>
        {
            var right = Checks.Total(answer, request);
            for (var a = 1; a <= answer.Length; a++)
            {
                Checks.Total(answer.With(a, (answer[a - 1] + changes[a - 1]) % Groups.Modulus), request).ShouldNotBe(right);
                for (var b = a + 1; b <= answer.Length; b++)
                {
                    var swapped = answer.With(a, answer[b - 1]).With(b, answer[a - 1]);
                    if (answer[a - 1] != answer[b - 1] && Checks.Total(swapped, request) == right)
                    {
                        Assert.Fail($"{a} and {b} changed places unseen.");
                    }
                }
            }
        }, iter: 60);

    [Fact]
    public void No_two_wrong_digits_within_eleven_groups_cancel()
    {
        var changes = new[] { 1, 10, 100 }.SelectMany(place => Enumerable.Range(1, 9).SelectMany(digit => (int[])[place * digit, Groups.Modulus - (place * digit)])).ToArray();
        var right = Checks.Request(new int[16]);
        for (var distance = 1; distance <= 10; distance++)
        {
            foreach (var first in changes)
            {
                foreach (var second in changes)
                {
                    if (Checks.Request(new int[16].With(1, first).With(1 + distance, second)) == right)
                    {
                        Assert.Fail($"{first} cancels {second} at a distance of {distance}.");
                    }
                }
            }
        }
    }
}
