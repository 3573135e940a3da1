using Data.Acquisitions;
using Data.Sealing;
using Licensing.Dictation;
using OperatorConsole.Issuing.Keys;

namespace OperatorConsole.Issuing;

/// <summary>The phone's answer: signed, sealed, and opened again for whoever dictates it.</summary>
public sealed class PhoneReply(Vault vault, IPhoneSigner signer, TimeProvider clock)
{
    /// <summary>Signs the statement of a request and seals what is stored of it.</summary>
    /// <param name="groups">The sixteen groups of the request.</param>
    public MakeAnswer For(int[] groups) => given =>
    {
        var statement = PhoneStatement.For(given.Kit.History.Kit.Number, groups.AsSpan(0, Groups.RequestLength));
        var lookup = vault.Lookup("statement", statement);
        var (kid, answer) = signer.Sign(statement);
        return new AnswerRow
        {
            LicenseId = given.LicenseId,
            RequestLookup = given.Key,
            StatementLookup = lookup,
            SealedRequest = vault.SealText(Groups.Digits(groups.AsSpan(0, Groups.RequestLength)), RowName.Of("Answers.SealedRequest", lookup)),
            SealedAnswer = vault.SealText(answer.ToDigits(), RowName.Of("Answers.SealedAnswer", lookup)),
            KeyId = kid,
            IssuedAt = clock.GetUtcNow(),
        };
    };

    /// <summary>The stored answer and the check sum of the request that it answers.</summary>
    public (PhoneAnswer Answer, int RequestCheckSum) Open(AnswerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var request = vault.OpenText(row.SealedRequest, RowName.Of("Answers.SealedRequest", row.StatementLookup));
        var answer = vault.OpenText(row.SealedAnswer, RowName.Of("Answers.SealedAnswer", row.StatementLookup));
        return Groups.TryParse(request, out var groups)
            ? (PhoneAnswer.FromDigits(answer), Checks.Request(groups))
            : throw new InvalidOperationException($"Answer {row.Id} holds no request.");
    }
}
