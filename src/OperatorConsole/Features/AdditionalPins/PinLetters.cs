using System.Globalization;
using Data;
using Data.Privacy;
using Licensing.AdditionalPins;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>The letters of a request, in the customer's language.</summary>
internal sealed class PinLetters(Letters letters, QueueLetter queue, IStringLocalizer<AdditionalPinTexts> texts, CenterClock clock)
{
    // Stands in the draft where the PIN will be: it is not drawn before the letter is.
    private const string NotDrawnYet = "··· ··· ··· ··· ···";

    /// <summary>The letter that a decision would send.</summary>
    internal Letter Draft(LoadedPinRequest asked, PinDecision decision) => decision.Act switch
    {
        PinAct.Approve or PinAct.Resend => Pin(asked, null, decision.Words),
        PinAct.Refuse => Refusal(asked, decision.Refusal, decision.Words),
        PinAct.Ask => Ask(asked, decision.Ask, decision.Words),
    };

    /// <summary>The letter with the PIN; without one, as a draft.</summary>
    internal Letter Pin(LoadedPinRequest asked, PinCode? pin, string words) => Fill("pin", asked, words, new(StringComparer.Ordinal)
    {
        ["kit"] = asked.Asked.Kit,
        ["pin"] = pin?.Spoken ?? NotDrawnYet,
        ["replaced"] = asked.Review.License?.Pin.Digits[^3..],
    });

    /// <summary>Who is not known to own the license learns nothing of the kit.</summary>
    internal Letter Refusal(LoadedPinRequest asked, PinRefusal? refusal, string words) => Fill("pin-refused", asked, words, new(StringComparer.Ordinal)
    {
        ["explanation"] = refusal is { } why ? In(asked.Row.Language, () => texts[$"Refused.{(asked.From is null || asked.FromRecord ? why.Code() : "unproven")}"].Value) : null,
    });

    internal Letter Ask(LoadedPinRequest asked, IReadOnlyList<AskFor> what, string words) => Fill("asked", asked, "", new(StringComparer.Ordinal)
    {
        ["checklist"] = string.Join('\n', what.Select(w => "- " + In(asked.Row.Language, () => texts[$"Checklist.{w.Code()}"].Value)))
            + (words.Length == 0 ? "" : $"\n\n{words}"),
    });

    /// <summary>Where the letter of an act goes; null when nowhere.</summary>
    internal static string? To(LoadedPinRequest asked, PinAct act, string? approved) => act switch
    {
        PinAct.Approve or PinAct.Resend => approved ?? asked.OnRecord,
        PinAct.Refuse or PinAct.Ask => asked.From ?? asked.OnRecord,
    };

    /// <summary>Puts a letter of a request into the outbox, within the transaction of the decision.</summary>
    internal async Task QueueAsync(CenterDb db, LoadedPinRequest asked, OwnerKeyRow key, string kind, string to, Letter letter, CancellationToken cancellation)
    {
        var before = await db.Outbox.CountAsync(o => o.RequestId == asked.Row.Id && (o.Kind == kind || o.Kind.StartsWith(kind + "-again-")), cancellation);
        var name = before == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}-again-{before}");
        queue.Add(db, key, new NewLetter(name, to, letter) { RequestId = asked.Row.Id, Answers = to == asked.From ? asked.Sender?.MessageId : null });
    }

    /// <summary>Tells the address that was on record before that a PIN joined.</summary>
    internal void Announce(CenterDb db, LoadedPinRequest asked, OwnerKeyRow key, long announcement, string to, bool elsewhere) =>
        queue.Add(db, key, new NewLetter("pin-joined", to, letters.Fill("pin-joined", asked.Row.Language, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kit"] = asked.Asked.Kit,
            ["day"] = clock.Local(clock.Now).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(asked.Row.Language)),
            ["elsewhere"] = elsewhere,
        }))
        { AnnouncementId = announcement });

    private Letter Fill(string kind, LoadedPinRequest asked, string words, Dictionary<string, object?> fields)
    {
        fields["reference"] = asked.Row.Reference;
        fields["words"] = words.Trim() is { Length: > 0 } said ? said : false;
        return letters.Fill(kind, asked.Row.Language, fields);
    }

    // The localizer reads the language of the thread; nothing is awaited between.
    private static string In(string language, Func<string> tell)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return tell();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
