using System.Globalization;

namespace Licensing.Tests.Dictation;

/// <summary>However bad the line is, nobody gets a license for what he did not dictate.</summary>
[Trait("Figures", "call")]
public sealed class WrongIssueTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_124;

    [Fact]
    public void No_dictation_of_a_sample_is_taken_for_another() => Require(20_000);

    [Fact]
    [Trait("Ring", "long")]
    public void No_dictation_of_a_million_is_taken_for_another() => Require(1_000_000);

    private void Require(int dictations)
    {
        // Twenty streams of their own: the figure does not depend on how many of them run at a time.
        const int Streams = 20;
        var outcomes = new LineOutcome[Streams];
        Parallel.For(0, Streams, stream => outcomes[stream] = WrongIssueMeasurement.Measure(Seed + stream, dictations / Streams));
        var sum = outcomes.Aggregate((a, b) => a.With(b));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| wrong issues in {dictations:N0} seeded dictations, half of them with mis-heard groups | {sum.Wrong} | 0 |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"right {sum.Right:N0}, of a PIN that nobody has {sum.Unknown:N0}, dictated anew {sum.GivenUp:N0}, repairs {sum.Repairs:N0}"));
        sum.Wrong.ShouldBe(0);
        (sum.Right + sum.Unknown + sum.GivenUp).ShouldBe(dictations);
        sum.Unknown.ShouldBeLessThanOrEqualTo(5);
        sum.GivenUp.ShouldBeInRange(1, dictations / 5);
    }
}
