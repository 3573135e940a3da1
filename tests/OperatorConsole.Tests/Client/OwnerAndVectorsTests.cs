using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using LicenseClient;
using Licensing.Files;
using Licensing.Owners;

namespace OperatorConsole.Tests.Client;

public sealed partial class OwnerAndVectorsTests : IDisposable
{
    private readonly ClientRun _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Owner_details_are_asked_shown_as_they_count_and_saved()
    {
        string[] typed = ["3", "1", "  Romashka   LLC ", "Ivanоv", "Ivan", "", "ivan@romashka.example", "Russia", "", "170000", "", "Tver", "Mira", "1", "", ""];

        (await _client.RunAsync(["owner"], typed)).ShouldBe(0, _client.Error);

        _client.Output.ShouldContain("1 or 2 was expected.");
        _client.Output.ShouldContain("counts as: «Romashka LLC»");
        _client.Output.ShouldContain("mixes Latin and Cyrillic");
        var saved = OwnerFile.Read(await File.ReadAllTextAsync(_client.At("data", "owner.json"), TestContext.Current.CancellationToken));
        saved.ShouldBe(new OwnerDetails
        {
            Organization = "Romashka LLC",
            LastName = "Ivanоv",
            FirstName = "Ivan",
            Email = "ivan@romashka.example",
            Country = "Russia",
            Zip = "170000",
            Town = "Tver",
            Street = "Mira",
            House = "1",
        });
        (await _client.RunAsync("dictate", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin)).ShouldBe(0, _client.Error);
    }

    [Fact]
    public async Task An_individual_is_not_asked_for_an_organization()
    {
        (await _client.RunAsync(["owner", "--out", _client.At("me.json")], ["2", .. Enumerable.Repeat("x", 13)])).ShouldBe(0, _client.Error);

        _client.Output.ShouldNotContain("Organization");
    }

    [Fact]
    public async Task Broken_off_details_are_not_saved()
    {
        (await _client.RunAsync(["owner", "--out", _client.At("me.json")], ["1", "Romashka"])).ShouldBe(1);

        File.Exists(_client.At("me.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("dictation-vectors.json")]
    [InlineData("dictation-examples.json")]
    public async Task Both_files_of_golden_vectors_pass(string file)
    {
        (await _client.RunAsync("codes", "vectors", Path.Combine(AppContext.BaseDirectory, "vectors", file))).ShouldBe(0, _client.Output);
        _client.Output.TrimEnd().ShouldMatch("^[0-9]+ passed, 0 failed$");
    }

    [Fact]
    public async Task A_vector_that_does_not_hold_is_named_and_found_wanting()
    {
        var wrong = _client.Write("v.json", """{ "kit_numbers": [{ "kit": "075312508", "valid": true }] }""");

        (await _client.RunAsync("codes", "vectors", wrong)).ShouldBe(1);
        _client.Output.ShouldContain("kit_numbers[0]");
        _client.Output.ShouldEndWith("0 passed, 1 failed\n");
        (await _client.RunAsync("codes", "vectors", _client.At("owner.json"))).ShouldBe(2);
        _client.Error.ShouldStartWith("FILE: ");
    }

    [Fact]
    public async Task With_json_nothing_but_json_is_put_out()
    {
        (await _client.RunAsync("computer", "--json")).ShouldBe(0);
        JsonDocument.Parse(_client.Output).RootElement.GetProperty("host").GetString().ShouldBe("sirena");
        ComputerFile.Read(_client.Output).RamMib.ShouldBe(16384);

        await _client.DictateAsync();
        JsonDocument.Parse(_client.Output).RootElement.EnumerateObject().Select(m => m.Name).ShouldBe(["rows", "checkSum", "pending"]);
    }

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_places()
    {
        var english = All(CultureInfo.InvariantCulture);
        var russian = All(CultureInfo.GetCultureInfo("ru"));

        russian.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in english)
        {
            Places(russian[name]).ShouldBe(Places(text), name);
        }

        foreach (var expectation in Enum.GetValues<Expectation>())
        {
            english.ShouldContainKey($"Expected{expectation}");
        }
    }

    private static Dictionary<string, string> All(CultureInfo culture)
    {
        var set = Texts.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false) ?? throw new MissingManifestResourceException(culture.Name);
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
    }

    private static string[] Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[0-9]")]
    private static partial Regex Place();
}
