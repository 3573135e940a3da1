using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Licensing.Files;
using Microsoft.Data.Sqlite;
using MimeKit;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Tests.Mail;

/// <summary>The least that nobody can leave out: parse, keep the bytes, open the request, sign a license, commit as durably as the console does, put the letter where it is fetched. Nothing is asked, nothing sealed, nothing decided.</summary>
internal sealed class BareMill : IAsyncDisposable
{
    private const int Together = 16;
    private readonly string _directory = Directory.CreateTempSubdirectory("bare-mill-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly IKeyStore _keys;
    private readonly SqliteConnection _database;
    private int _letters;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BareMill(IKeyStore keys) => (_keys, _database) = (keys, new SqliteConnection($"Data Source={Path.Combine(_directory, "bare.db")}"));

    internal static async Task<BareMill> StartAsync(IKeyStore keys)
    {
        var mill = new BareMill(keys);
        await mill._database.OpenAsync(Cancellation);
        await mill.SqlAsync(null, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Mails (Id INTEGER PRIMARY KEY, Raw BLOB, State INTEGER); CREATE TABLE Outbox (Id INTEGER PRIMARY KEY, Bytes BLOB, Sent INTEGER)");
        return mill;
    }

    internal async Task RunAsync(IReadOnlyList<string> mails)
    {
        foreach (var some in mails.Chunk(Together))
        {
            var raws = some.Select(Encoding.UTF8.GetBytes).ToArray();
            await using (var stored = await _database.BeginTransactionAsync(Cancellation))
            {
                foreach (var raw in raws)
                {
                    await SqlAsync(stored, "INSERT INTO Mails (Raw, State) VALUES ($raw, 0)", ("$raw", raw));
                }

                await stored.CommitAsync(Cancellation);
            }

            var letters = raws.Select(Answer).OfType<byte[]>().ToList();
            await using (var answered = await _database.BeginTransactionAsync(Cancellation))
            {
                await SqlAsync(answered, "UPDATE Mails SET State = 1 WHERE State = 0");
                foreach (var letter in letters)
                {
                    await SqlAsync(answered, "INSERT INTO Outbox (Bytes, Sent) VALUES ($bytes, 0)", ("$bytes", letter));
                }

                await answered.CommitAsync(Cancellation);
            }

            foreach (var letter in letters)
            {
                await Maildir.DeliverAsync(_directory, string.Create(CultureInfo.InvariantCulture, $"{_letters++}.eml"), letter, Cancellation);
            }

            await SqlAsync(null, "UPDATE Outbox SET Sent = 1 WHERE Sent = 0");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _key.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private byte[]? Answer(byte[] raw)
    {
        using var stream = new MemoryStream(raw);
        var message = MimeMessage.Load(stream, Cancellation);
        var file = message.BodyParts.OfType<MimePart>().FirstOrDefault(part => part.IsAttachment);
        if (file is null)
        {
            return null;
        }

        var request = EncryptedRequest.Read(Parts.Bytes(file, 100_000), _keys);
        var license = Encoding.UTF8.GetBytes(request.Kit.Digits);
        return [.. raw, .. _key.SignData(license, HashAlgorithmName.SHA256)];
    }

    private async Task SqlAsync(System.Data.Common.DbTransaction? within, string statement, params (string Name, object Value)[] values)
    {
        await using var command = _database.CreateCommand();
        command.Transaction = (SqliteTransaction?)within;
#pragma warning disable CA2100 // the statements are the test's own
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
