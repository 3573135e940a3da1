using Licensing.Files;

namespace Licensing.Tests.Files;

/// <summary>What a request file says, for a person to read: also of a file that is no request.</summary>
public sealed class RequestMemberTests
{
    [Fact]
    public void Members_come_in_the_order_of_the_file_with_their_places_and_without_what_is_empty() =>
        RequestMember.Of("""{ "format": "license-request/1", "kit": "075312509", "unchanged": true, "owner": { "town": "Tver", "zip": "", "house": null }, "computer": { "ramMib": 16384, "nics": ["a", "b"] }, "installOn": null }""")
            .Select(m => $"{m.Path}={m.Value}")
            .ShouldBe(["format=license-request/1", "kit=075312509", "unchanged=true", "owner.town=Tver", "computer.ramMib=16384", "computer.nics[0]=a", "computer.nics[1]=b"]);

    [Theory]
    [InlineData("""{ "pin": "746185858112352" }""", "… 352")]
    [InlineData("""{ "currentPin": "746 185 858 112 352" }""", "… 352")]
    [InlineData("""{ "pin": 746185858112352 }""", "… 352")]
    [InlineData("""{ "pin": "7461858581123521" }""", "… 521")]
    [InlineData("""{ "pin": "35" }""", "…")]
    [InlineData("""{ "pins": ["746185858112352"] }""", "… 352")]
    [InlineData("""{ "kit": "746-185-858-112-352" }""", "… 352")]
    [InlineData("""{ "owner": { "house": "see 746185858112352!" } }""", "see … 352!")]
    [InlineData("""{ "kit": "075312509" }""", "075312509")]
    [InlineData("""{ "computer": { "osSerial": "00330-80000-00000-AA123" } }""", "00330-80000-00000-AA123")]
    public void Of_what_can_be_a_pin_code_three_digits_are_shown(string json, string value) => RequestMember.Of(json).Single().Value.ShouldBe(value);

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("746185858112352")]
    public void What_is_no_object_has_no_members(string text) => RequestMember.Of(text).ShouldBeEmpty();

    [Fact]
    public void However_much_stands_there_a_screen_gets_short_lines_and_not_too_many()
    {
        var members = RequestMember.Of($$"""{ "{{new string('n', 500)}}": "{{new string('v', 5000)}}", "owner": { "town": "a\nb\u0007", "zip": "\ud83d" }, "computer": { "disks": [{{string.Join(',', Enumerable.Repeat("\"d\"", 900))}}] } }""");
        members.Count.ShouldBe(200);
        members[0].Path.Length.ShouldBe(61);
        members[0].Value.Length.ShouldBe(201);
        members[1].Value.ShouldBe("a\uFFFDb\uFFFD");
        members[2].Value.ShouldBe("\uFFFD");
    }

    [Fact]
    public void A_file_that_does_not_open_has_none_and_one_that_opens_has_them_whatever_is_wrong_with_it()
    {
        EncryptedRequest.Members("a.b.c.d.e"u8, new NoKeys()).ShouldBeEmpty();
        EncryptedRequest.Members("""{ "kit": "12" }"""u8, new NoKeys()).Single().ShouldBe(new RequestMember("kit", "12"));
    }

    private sealed class NoKeys : IRequestKeys
    {
        public T? Use<T>(string kid, Func<System.Security.Cryptography.ECDiffieHellman, T> use)
            where T : class => null;
    }
}
