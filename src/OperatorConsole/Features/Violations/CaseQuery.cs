using Licensing.Violations;

namespace OperatorConsole.Features.Violations;

/// <summary>Which cases a tab shows.</summary>
public enum CaseTab
{
    /// <summary>A supervisor's turn, or the customer's.</summary>
    Review,

    /// <summary>Something was noticed after the first observation, and waits.</summary>
    Escalating,

    /// <summary>A decision stands.</summary>
    Decided,

    /// <summary>Every one.</summary>
    All,
}

/// <summary>What the list shows, as it stands in the address: the same for the page and for its export.</summary>
/// <param name="Tab">The tab.</param>
/// <param name="Find">Digits of a kit number, a case's reference, or a part of a company's name.</param>
/// <param name="Rule">Id of a rule.</param>
/// <param name="Severity">A severity.</param>
public sealed record CaseQuery(string? Tab = null, string? Find = null, string? Rule = null, string? Severity = null)
{
    /// <summary>The tab.</summary>
    public CaseTab Shown => Enum.TryParse<CaseTab>(Tab, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : CaseTab.Review;

    /// <summary>Whether anything but the tab is chosen.</summary>
    public bool Filtered => Find is { Length: > 0 } || Rule is { Length: > 0 } || Severity is { Length: > 0 };

    /// <summary>The severity, where one is chosen.</summary>
    public Severity? Weight => Enum.TryParse<Severity>(Severity, ignoreCase: true, out var severity) && Enum.IsDefined(severity) ? severity : null;

    /// <summary>For the address.</summary>
    public Dictionary<string, object?> ToParameters(int page, CaseTab? tab = null) => new()
    {
        ["tab"] = (tab ?? Shown) == CaseTab.Review ? null : (tab ?? Shown).ToString(),
        ["find"] = Find is { Length: > 0 } ? Find : null,
        ["rule"] = Rule is { Length: > 0 } ? Rule : null,
        ["severity"] = Severity is { Length: > 0 } ? Severity : null,
        ["page"] = page > 0 ? page : null,
    };
}
