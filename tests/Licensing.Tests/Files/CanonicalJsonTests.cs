using System.Text.Json.Nodes;
using Licensing.Files;

namespace Licensing.Tests.Files;

/// <summary>The examples of RFC 8785, and what it leaves to numbers that are not whole.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void Texts_are_escaped_as_the_rfc_has_it() =>
        Canonical("""{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }""")
            .ShouldBe("""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""");

    [Fact]
    public void Members_are_sorted_by_code_units_as_the_rfc_has_it() => Canonical("""
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """).ShouldBe(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");

    [Theory]
    [InlineData(""" "\b\t\n\f\r" """, """
        "\b\t\n\f\r"
        """)]
    [InlineData(""" "\u0000\u0008\u001f\u007f\u2028" """, "\"\\u0000\\b\\u001f\u007F\u2028\"")]
    [InlineData(""" [56, { "d": true, "10": null, "1": [] }] """, """[56,{"1":[],"10":null,"d":true}]""")]
    [InlineData(""" { "b": {}, "a": -0, "c": 9007199254740991 } """, """{"a":0,"b":{},"c":9007199254740991}""")]
    [InlineData(""" { "": "empty", "peach": "a", "péché": "b", "pêche": "c", "sin": "d" } """, """{"":"empty","peach":"a","péché":"b","pêche":"c","sin":"d"}""")]
    [InlineData("null", "null")]
    public void Equal_values_have_one_text(string json, string canonical) => Canonical(json).ShouldBe(canonical);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("123456789012345678901234567890")]
    public void Numbers_that_are_not_whole_have_no_canonical_text_here(string number) =>
        Should.Throw<FormatException>(() => Canonical($"[{number}]"));

    [Fact]
    public void Half_of_a_surrogate_pair_has_no_canonical_text() =>
        Should.Throw<FormatException>(() => CanonicalJson.Of(JsonValue.Create("\ud83d")));

    private static string Canonical(string json) => CanonicalJson.Of(JsonNode.Parse(json));
}
