using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

public sealed class GoldenVectorTests
{
    [Theory]
    [InlineData("dictation-vectors.json", 18)]
    [InlineData("dictation-examples.json", 18)]
    public void Every_golden_vector_is_met_to_the_bit(string file, int sections)
    {
        var result = GoldenVectors.Check(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", file)));

        result.Failures.ShouldBeEmpty();
        result.Sections.Count.ShouldBe(sections);
        result.Passed.ShouldBeGreaterThan(400);
    }
}
