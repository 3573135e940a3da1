using System.Globalization;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.Extensions.Localization;

namespace OperatorConsole.Issuing;

/// <summary>A reason as a customer is told it.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">What is the case and what to do, in the customer's language.</param>
public sealed record CustomerReason(string Code, string Message);

/// <summary>What a customer is told. Never what is recorded of kits, owners and computers: of a changed computer the kinds of parameters alone.</summary>
public sealed class CustomerWords(IStringLocalizer<IssuingTexts> texts)
{
    /// <summary>The reasons of a refusal, the deciding one first, then the ways on.</summary>
    /// <param name="refused">The refusal.</param>
    /// <param name="language">The customer's language; null: that of the request being served.</param>
    public IReadOnlyList<CustomerReason> Of(Refused refused, CultureInfo? language = null)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return Of(refused.Reason, refused.Changes.Kinds, refused.Hints, language);
    }

    /// <inheritdoc cref="Of(Refused, CultureInfo?)"/>
    /// <param name="reason">The reason.</param>
    /// <param name="kinds">Codes of the kinds of parameters that changed.</param>
    /// <param name="hints">Ways on.</param>
    /// <param name="language">The customer's language; null: that of the request being served.</param>
    public IReadOnlyList<CustomerReason> Of(Reason reason, IReadOnlyList<string> kinds, IReadOnlyList<Hint> hints, CultureInfo? language = null)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(hints);
        return In<IReadOnlyList<CustomerReason>>(language, () =>
        [
            new CustomerReason(reason.Code(), Sentence(reason, kinds)),
            .. hints.Select(hint => new CustomerReason(hint.Code(), Text("Hint", hint.Code()))),
        ]);
    }

    /// <summary>Why a file cannot be read.</summary>
    /// <param name="member">Path of the member at fault; empty for the file as a whole.</param>
    /// <param name="expectation">What was expected of it.</param>
    /// <param name="place">Where the text breaks; null where a member is at fault.</param>
    /// <param name="language">The customer's language; null: that of the request being served.</param>
    public string Of(string member, Expectation expectation, TextPlace? place, CultureInfo? language = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        return In(language, () =>
        {
            var clause = Text("Expected", expectation.ToString());
            var sentence = member.Length == 0 ? texts["Unreadable.File", clause].Value : texts["Unreadable.Member", member, clause].Value;
            return place is null ? sentence : $"{sentence} {texts["Unreadable.Place", place.Line, place.Character].Value}";
        });
    }

    /// <summary>What was expected, as a clause: a note beside the member itself.</summary>
    /// <param name="expectation">What was expected of it.</param>
    public string Of(Expectation expectation) => Text("Expected", expectation.ToString());

    private string Sentence(Reason reason, IReadOnlyList<string> kinds)
    {
        var sentence = Text("Refused", reason.Code());
        return reason == Reason.ComputerChanged && kinds.Count > 0
            ? $"{sentence} {texts["Refused.Changed", string.Join(", ", kinds.Select(kind => Text("Changed", kind)))].Value}"
            : sentence;
    }

    private string Text(string group, string code) => texts[$"{group}.{code}"].Value;

    /// <summary>Tells something in a customer's language; null: that of the request being served.</summary>
    /// <remarks>The localizer reads the language of the thread; nothing is awaited between.</remarks>
    internal static T In<T>(CultureInfo? language, Func<T> tell)
    {
        if (language is null)
        {
            return tell();
        }

        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = language;
            return tell();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
