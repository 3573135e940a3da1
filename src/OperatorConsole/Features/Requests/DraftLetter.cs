using System.Globalization;
using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Drafts the letter of a decision in the customer's language: from its template, as far as the request fills it.</summary>
internal sealed class DraftLetter(Center center, OwnerSealing owners, Rules rules, CustomerWords words, Letters letters, IStringLocalizer<RequestTexts> texts)
{
    /// <summary>Reasons that a clerk can refuse for, beside what the rules say; stable codes.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["not-owner", "no-answer", "not-readable", "not-ours", "duplicate", "other"];

    /// <summary>What a customer can be asked for; stable codes.</summary>
    public static IReadOnlyList<string> Askable { get; } = ["request-file", "plain-file", "from-record", "kit-number", "company", "what-changed"];

    /// <summary>Drafts it. What nothing fills stays in double braces, and keeps the letter from going out.</summary>
    /// <param name="acting">A clerk.</param>
    /// <param name="reference">The request.</param>
    /// <param name="act">The decision.</param>
    /// <param name="reason">The clerk's reason of a refusal.</param>
    /// <param name="wanted">What is asked for.</param>
    public Task<DraftInput> RunAsync(Acting acting, string reference, DeskAct act, string? reason, IReadOnlyList<string>? wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db =>
        {
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
            var opinion = await rules.OpinionAsync(db, await rules.FileAsync(db, request, cancellation), RequestSender.Open(owners, owner, request)?.Address ?? "");
            var letter = Fill(request, opinion, act, reason, wanted ?? []);
            return new DraftInput(act, reason, wanted ?? [], ToRecord: false, letter.Subject, letter.Text) { Verdict = Rules.Verdict(opinion) };
        }, cancellation);
    }

    /// <summary>The template of a decision.</summary>
    internal static string KindOf(DeskAct act, FileOpinion? opinion) => act switch
    {
        DeskAct.Ask => "asked",
        DeskAct.Refuse => "refused",
        DeskAct.Answer when opinion is null => "replied",
        DeskAct.Answer => Rules.Verdict(opinion) is "granted" or "repeated" ? LicenseLetter.Kind : "refused",
    };

    private Letter Fill(RequestRow request, FileOpinion? opinion, DeskAct act, string? reason, IReadOnlyList<string> wanted)
    {
        var language = CultureInfo.GetCultureInfo(request.Language);
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal) { ["reference"] = request.Reference };
        switch (act)
        {
            case DeskAct.Ask:
                fields["checklist"] = string.Join('\n', wanted.Where(Askable.Contains).Select(w => "- " + In(language, "Wanted", w)));
                break;
            case DeskAct.Refuse:
                fields["explanation"] = reason is null or "other" || !Reasons.Contains(reason) ? null : In(language, "Because", reason);
                break;
            case DeskAct.Answer:
                fields["kit"] = (opinion as FileOpinion.Read)?.Weighed.Kit?.Row.Number;
                fields["repeated"] = Rules.Verdict(opinion) == "repeated";
                fields["explanation"] = string.Join("\n\n", Rules.Words(words, opinion, language).Select(w => w.Message));
                break;
        }

        return letters.Fill(KindOf(act, opinion), request.Language, fields);
    }

    private string In(CultureInfo language, string group, string code) => CustomerWords.In(language, () => texts[$"{group}.{code}"].Value);
}
