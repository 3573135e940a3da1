using Data;
using Data.Sealing;
using Data.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>What is attached to reports: sealed like everything that a customer may have written.</summary>
internal sealed class CaseFiles(Center center, Vault vault)
{
    /// <summary>The most bytes of one file.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>The most files of a report.</summary>
    public const int Most = 5;

    /// <summary>A file by its number; null when there is none.</summary>
    public Task<(byte[] Bytes, string Name)?> RunAsync(Acting acting, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        return center.ReadAsync<(byte[], string)?>(
            async db => await db.CaseFiles.SingleOrDefaultAsync(f => f.Id == id, cancellation) is { } file ? (vault.Open(file.SealedBytes, BytesName(file.Name)), NameOf(vault, file)) : null,
            cancellation);
    }

    internal static CaseFileRow Seal(Vault vault, long caseId, string byId, DateTimeOffset at, ReportFile file)
    {
        var name = Guid.CreateVersion7(at);
        return new CaseFileRow
        {
            CaseId = caseId,
            At = at,
            ById = byId,
            Name = name,
            SealedFileName = vault.SealText(file.Name, FileName(name)),
            SealedBytes = vault.Seal(file.Bytes, BytesName(name)),
            Length = file.Bytes.Length,
        };
    }

    internal static string NameOf(Vault vault, CaseFileRow file) => vault.OpenText(file.SealedFileName, FileName(file.Name));

    private static string FileName(Guid name) => RowName.Of("CaseFiles.SealedFileName", name.ToString("D"));

    private static string BytesName(Guid name) => RowName.Of("CaseFiles.SealedBytes", name.ToString("D"));
}
