using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>A check that never fails proves nothing: each golden value is spoiled and must be missed.</summary>
public sealed class GoldenVectorsCanFailTests
{
    // Each look at an entry with an answer signs it anew.
    private const int FewSigned = 3;
    private const string Place = "here";

    public static TheoryData<string> Sections => [.. VectorFile.ExpectedMembers.Keys];

    [Theory]
    [MemberData(nameof(Sections))]
    public void One_spoiled_value_in_the_whole_file_fails_in_its_own_section_alone(string section)
    {
        var file = VectorFile.Parsed();
        VectorFile.Spoil(file, VectorFile.ExpectedValues(file, section).Last());

        var result = GoldenVectors.Check(file.ToJsonString());

        result.Sections.Count.ShouldBe(VectorFile.ExpectedMembers.Count);
        result.Failures.ShouldNotBeEmpty();
        result.Failures.Where(failure => !IsIn(section, failure)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_expected_value_of_an_entry_is_looked_at(string section)
    {
        var unseen = new List<string>();
        var entry = 0;
        foreach (var small in VectorFile.EntriesOf(section).Take(section is "responses" or "corrections_line" ? FewSigned : int.MaxValue))
        {
            GoldenVectors.Check(small.ToJsonString()).Failures.ShouldBeEmpty();
            foreach (var steps in VectorFile.ExpectedValues(small, section))
            {
                var spoiled = small.DeepClone().AsObject();
                VectorFile.Spoil(spoiled, steps);
                var failures = GoldenVectors.Check(spoiled.ToJsonString()).Failures;
                if (failures.Count == 0 || !failures.All(failure => IsIn(section, failure)))
                {
                    unseen.Add(string.Create(CultureInfo.InvariantCulture, $"entry {entry}: {VectorFile.Told(steps)}"));
                }
            }

            entry++;
        }

        unseen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("golden")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("{\"about\": \"nothing\"}")]
    public void What_is_no_file_of_golden_vectors_is_refused_in_words(string json) =>
        Should.Throw<FormatException>(() => GoldenVectors.Check(json)).Message.ShouldStartWith("The file");

    [Fact]
    public void A_file_spoiled_in_any_way_gets_failures_or_is_refused_and_never_breaks_the_check()
    {
        var small = VectorFile.ExpectedMembers.Keys.SelectMany(section => VectorFile.EntriesOf(section).Take(2)).ToArray();
        Gen.Select(Gen.Int[0, small.Length - 1], Gen.UInt, Any.Of("null", "-1", "99999999999", "1e300", "\"\"", "\"00\"", "\"zz zz\"", "[]", "{}", "[null]", "\"\\uD83D\"", "true")).Sample((which, draw, replacement) =>
        {
            var file = small[which].DeepClone().AsObject();
            var places = Places(file, []).ToArray();
            var steps = places[draw % places.Length];
            var parent = VectorFile.At(file, steps[..^1])!;
            if (steps[^1] is int index)
            {
                parent[index] = Place;
            }
            else
            {
                parent[(string)steps[^1]] = Place;
            }

            try
            {
                GoldenVectors.Check(file.ToJsonString().Replace($"\"{Place}\"", replacement, StringComparison.Ordinal));
            }
            catch (FormatException fault)
            {
                fault.Message.ShouldStartWith("The file");
            }
        }, iter: 600);
    }

    private static bool IsIn(string section, string failure) => failure.StartsWith(section + "[", StringComparison.Ordinal);

    private static IEnumerable<object[]> Places(JsonNode? node, object[] steps) => node switch
    {
        JsonObject members => members.SelectMany(member => (object[][])[[.. steps, member.Key], .. Places(member.Value, [.. steps, member.Key])]),
        JsonArray elements => elements.SelectMany((element, index) => (object[][])[[.. steps, index], .. Places(element, [.. steps, index])]),
        _ => [],
    };
}
