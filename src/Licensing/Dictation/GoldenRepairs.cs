using System.Text.Json;

namespace Licensing.Dictation;

/// <summary>The sections of golden vectors that say what was probably mis-heard.</summary>
internal sealed class GoldenRepairs(JsonElement root)
{
    internal IEnumerable<(string Section, Action<JsonElement, Expect> Check)> Sections =>
    [
        ("corrections_request", Request), ("corrections_line", Line), ("pin_early", Early), ("group_cost_mix", Mixed), ("group_cost_en_ru", ByLanguage),
    ];

    private static void Request(JsonElement vector, Expect expect) =>
        expect("suggestions", Expected(vector), RequestRepair.Explain(vector.Dictated()).Select(Told));

    private void Line(JsonElement vector, Expect expect)
    {
        var response = root.GetProperty("responses")[vector.Number("response")];
        var request = root.GetProperty("requests")[response.Number("request")];
        var line = vector.Number("line");
        var checkSum = int.Parse(request.Text("check_sum"), System.Globalization.CultureInfo.InvariantCulture);
        var reported = int.Parse(vector.Text("reported"), System.Globalization.CultureInfo.InvariantCulture);
        var truth = Groups.TryParse(response.Texts("lines")[line - 1], out var groups) ? groups : [];
        expect("expected", vector.Text("expected"), Groups.Format(Checks.Line(line, truth, checkSum)));
        expect("reported", vector.Text("reported"), vector.Text("typed") == Groups.Format(truth) ? vector.Text("reported") : Groups.Format(Checks.Line(line, vector.Groups("typed"), checkSum)));
        expect("suggestions", Expected(vector), LineRepair.Explain(line, truth, checkSum, reported).Select(Told));
    }

    private static void Early(JsonElement vector, Expect expect) => expect(
        "suggestions",
        vector.GetProperty("suggestions").EnumerateArray().Select(s => $"group {s.Number("cost")} [{s.Number("group")}] [{s.Number("value")}]"),
        PinRepair.Explain(vector.Groups("groups_1_to_6")).Select(Told));

    private static void Mixed(JsonElement vector, Expect expect) => expect("cost", vector.Number("cost"), Cost(vector, HeardIn.Mixed));

    private static void ByLanguage(JsonElement vector, Expect expect)
    {
        expect("en", vector.Number("en"), Cost(vector, HeardIn.English));
        expect("ru", vector.Number("ru"), Cost(vector, HeardIn.Russian));
    }

    private static int Cost(JsonElement vector, HeardIn language)
    {
        var (a, b) = (vector.Groups("a")[0], vector.Groups("b")[0]);
        var (there, back) = (GroupCost.Of(a, b, language), GroupCost.Of(b, a, language));
        return there == back ? there : throw new FormatException("The cost is not symmetric.");
    }

    private static IEnumerable<string> Expected(JsonElement vector) => vector.GetProperty("suggestions").EnumerateArray().Select(s =>
        $"{s.Text("kind")} {s.Number("cost")} [{string.Join(' ', Numbers(s, "positions"))}] [{string.Join(' ', Numbers(s, "values"))}]");

    private static string Told(Suggestion s) => $"{s.Kind.Code()} {s.Cost} [{string.Join(' ', s.Positions)}] [{string.Join(' ', s.Values)}]";

    private static IEnumerable<int> Numbers(JsonElement element, string member) => element.GetProperty(member).EnumerateArray().Select(e => e.GetInt32());
}
