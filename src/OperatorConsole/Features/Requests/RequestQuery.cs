using System.Globalization;
using Data.Mail;

namespace OperatorConsole.Features.Requests;

/// <summary>The queue's filter as it stands in the address: the same for the page and for its export.</summary>
internal sealed record RequestQuery(string? Tab, string? Kind, string? Reason, string? Language, string? Age, string? Find)
{
    internal RequestFilter ToFilter() => new(
        Enum.TryParse<RequestTab>(Tab, out var tab) ? tab : RequestTab.Open,
        Enum.TryParse<RequestKind>(Kind, out var kind) ? kind : null,
        Given(Reason),
        Language is "en" or "ru" ? Language : null,
        int.TryParse(Age, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and < 10_000 ? TimeSpan.FromHours(hours) : null,
        Given(Find));

    internal bool Filtered => Given(Kind) is not null || Given(Reason) is not null || Given(Language) is not null || Given(Age) is not null || Given(Find) is not null;

    internal Dictionary<string, object?> ToParameters(int page) => new()
    {
        ["tab"] = Given(Tab),
        ["kind"] = Given(Kind),
        ["reason"] = Given(Reason),
        ["language"] = Given(Language),
        ["age"] = Given(Age),
        ["find"] = Given(Find),
        ["page"] = page > 0 ? page : null,
    };

    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;
}
