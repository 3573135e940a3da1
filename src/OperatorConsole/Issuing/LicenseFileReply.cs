using System.Globalization;
using System.Text;
using Data.Acquisitions;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Files;
using OperatorConsole.Issuing.Keys;

namespace OperatorConsole.Issuing;

/// <summary>The answer to a request file: a license details file, signed, sealed, and the same bytes whenever it is opened again.</summary>
public sealed class LicenseFileReply(Vault vault, IKeyStore keys, TimeProvider clock)
{
    private const string AnswerColumn = "Answers.SealedAnswer";
    private const string RequestColumn = "Answers.SealedRequest";

    /// <summary>Signs the license details that a request gets and seals what is stored of them.</summary>
    /// <param name="request">What the file asks for.</param>
    public MakeAnswer For(LicenseRequestFile request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return given =>
        {
            var now = clock.GetUtcNow();
            var signer = keys.LicenseSigner;
            var lookup = vault.Lookup("license-file", given.Key);
            var file = LicenseDetailsFile.Write(Details(request, given, now), signer);
            return new AnswerRow
            {
                LicenseId = given.LicenseId,
                RequestLookup = given.Key,
                StatementLookup = lookup,
                SealedRequest = vault.SealText(RequestKeys.Text(given.Key), RowName.Of(RequestColumn, lookup)),
                SealedAnswer = vault.SealText(file, RowName.Of(AnswerColumn, lookup)),
                KeyId = signer.Kid,
                IssuedAt = now,
            };
        };
    }

    /// <summary>The bytes of the stored license details file; signed anew where the key that signed them was revoked, since nobody believes it any more.</summary>
    public byte[] Open(AnswerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var stored = vault.Open(row.SealedAnswer, RowName.Of(AnswerColumn, row.StatementLookup));
        var signer = keys.LicenseSigner;
        return row.KeyId == signer.Kid || !keys.Keys.Any(key => key.Kind == KeyKind.File && key.Kid == row.KeyId && key.State == KeyState.Revoked)
            ? stored
            : Encoding.UTF8.GetBytes(LicenseDetailsFile.Write(LicenseDetailsFile.Read(Encoding.UTF8.GetString(stored)).Details, signer));
    }

    /// <summary>The license's id, as files and answers name it: for its whole life the same.</summary>
    public static string IdOf(long license) => license.ToString(CultureInfo.InvariantCulture);

    private static LicenseDetails Details(LicenseRequestFile request, Given given, DateTimeOffset now) => new()
    {
        License = IdOf(given.LicenseId),
        RequestId = RequestKeys.Text(given.Key),
        Kit = given.Kit.History.Kit.Number,
        Product = given.Kit.History.Kit.Product,
        Type = given.Decision.Set.Type,
        Seats = given.Decision.Set.Seats,
        Operation = request.Operation,
        Method = given.Request.Method,
        OwnerDigest = given.Request.OwnerDigest,
        Computer = (BaselineOf(given)?.ToParameters() ?? request.Computer) with { Virtual = request.Computer.Virtual },
        InstallOn = request.InstallOn,
        IssuedAt = now,
    };

    // With the same PIN the license stays measured against the computer of the first acquisition: hardware that was added since must not become compulsory.
    private static Licensing.Computers.CanonicalComputer? BaselineOf(Given given) =>
        given.Request.Operation == Operation.Restore ? given.Kit.History.LiveOn(given.Request.Pin)?.Computer : null;
}
