using System.Text.Json;

namespace LicenseClient;

/// <summary>What a Center says of a refusal, as lines for a person (RFC 9457). Whatever cannot be read is left out.</summary>
/// <param name="Summary">Its detail, or its title.</param>
/// <param name="Reasons">Each with its code.</param>
internal sealed record ProblemText(string Summary, IReadOnlyList<string> Reasons)
{
    private const int LongestLine = 500;

    internal static ProblemText Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : new ProblemText("", []);
        }
        catch (JsonException)
        {
            // Not from a Center, or from something before it: the status has to do.
            return new ProblemText("", []);
        }
    }

    private static ProblemText Read(JsonElement problem)
    {
        var detail = TextOf(problem, "detail");
        return new ProblemText(
            detail.Length > 0 ? detail : TextOf(problem, "title"),
            [.. (problem.TryGetProperty("reasons", out var reasons) && reasons.ValueKind == JsonValueKind.Array ? reasons.EnumerateArray() : [])
                .Where(reason => reason.ValueKind == JsonValueKind.Object)
                .Select(reason => (Message: TextOf(reason, "message"), Code: TextOf(reason, "code")))
                .Where(reason => reason.Message.Length + reason.Code.Length > 0)
                .Select(reason => reason.Code.Length == 0 ? reason.Message : $"{reason.Message} ({reason.Code})".TrimStart())]);
    }

    // It goes to a terminal: nothing that a terminal would obey.
    private static string TextOf(JsonElement holder, string member)
    {
        if (!holder.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return "";
        }

        try
        {
            return string.Concat((value.GetString() ?? "").Take(LongestLine).Where(c => !char.IsControl(c)));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return "";
        }
    }
}
