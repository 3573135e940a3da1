using Licensing.Files;

namespace Licensing.Tests.Files;

/// <summary>Where a text that is no JSON breaks: told as editors count, and nothing of what stands there.</summary>
public sealed class TextPlaceTests
{
    [Theory]
    [InlineData("{\n  \"kit\": \"075312509\"\n  \"pin\": \"746185858112352\"\n}", 3, 3)]
    [InlineData("{\r\n  \"kit\": \"075312509\"\r\n  \"pin\": \"746185858112352\"\r\n}", 3, 3)]
    [InlineData("\uFEFF{ \"kit\": 746185858112352x }", 1, 25)]
    [InlineData("{ \"owner\": { \"town\": \"Тверь\" \"pin\": \"746185858112352\" } }", 1, 30)]
    [InlineData("{ \"pin\": \"746185858112352\"", 1, 27)]
    [InlineData("{ \"pin\": \"746185858112352", 1, 26)]
    [InlineData("", 1, 1)]
    [InlineData("\n\n", 3, 1)]
    public void A_text_that_breaks_is_told_its_line_and_character(string text, int line, int character)
    {
        var fault = Should.Throw<FileFormatException>(() => LicenseRequestFile.Read(text));

        (fault.Member, fault.Expectation).ShouldBe(("", Expectation.Json));
        fault.Place.ShouldBe(new TextPlace(line, character));
        fault.ToString().ShouldContain($"(line {line}, character {character})");
        fault.ToString().ShouldNotContain("746185858112352");
    }

    [Fact]
    public void A_member_that_is_wrong_has_its_name_and_no_place() =>
        Should.Throw<FileFormatException>(() => LicenseRequestFile.Read("{}")).Place.ShouldBeNull();
}
