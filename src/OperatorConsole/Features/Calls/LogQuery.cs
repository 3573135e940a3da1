using System.Globalization;
using Data.Calls;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Frame;

namespace OperatorConsole.Features.Calls;

/// <summary>The log's filter as it stands in the address: the same for the page and for its export.</summary>
internal sealed record LogQuery(string? Find, string? State, string? Operator, string? From, string? To)
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    internal CallFilter ToFilter(CenterClock clock) => new(
        Enum.TryParse<CallState>(State, out var state) ? state : null,
        Operator is { Length: > 0 } ? Operator : null,
        Moment(From, clock),
        Moment(To, clock),
        Findable);

    internal Dictionary<string, object?> ToParameters(int page) => new()
    {
        ["find"] = Given(Findable),
        ["state"] = Given(State),
        ["operator"] = Given(Operator),
        ["from"] = Given(From),
        ["to"] = Given(To),
        ["page"] = page > 0 ? page : null,
    };

    /// <summary>What may be looked for by an address: nothing of the length of a PIN or a code.</summary>
    internal string? Findable => Find?.Count(char.IsDigit) > SearchText.MostDigits ? null : Find;

    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;

    private static DateTimeOffset? Moment(string? text, CenterClock clock) =>
        DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? clock.At(moment) : null;
}
