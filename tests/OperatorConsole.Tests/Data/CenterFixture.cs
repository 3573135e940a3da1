using System.Globalization;
using Data;
using Data.Journal;
using Data.Sealing;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace OperatorConsole.Tests.Data;

/// <summary>
/// A database of its own with the migrations applied, keys, vault, journal and a clock that stands still:
/// <c>await using var center = await CenterFixture.StartAsync();</c>, or as a class or collection fixture.
/// </summary>
public sealed class CenterFixture : IAsyncLifetime
{
    public const string SqlServerVariable = "TEST_SQLSERVER";

    // Migrating takes longer than most tests; it is done once and the file is copied.
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static int made;
    private ServiceProvider? services;

    public DatabaseProvider Provider { get; private init; } = DatabaseProvider.Sqlite;

    /// <summary>Gone with the fixture; holds <c>center.db</c> and <c>keys</c>.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("center-").FullName;

    public string DatabasePath => Path.Combine(Folder, "center.db");
    public string KeysPath => Path.Combine(Folder, "keys");
    public string ConnectionString { get; private set; } = "";

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    public IServiceProvider Services => services ?? throw new InvalidOperationException("The fixture has not started.");
    public KeyRing Keys => Services.GetRequiredService<KeyRing>();
    public Vault Vault => Services.GetRequiredService<Vault>();
    public OwnerSealing Owners => Services.GetRequiredService<OwnerSealing>();
    public Center Center => Services.GetRequiredService<Center>();
    public JournalWriter Journal => Services.GetRequiredService<JournalWriter>();
    public JournalVerifier Verifier => Services.GetRequiredService<JournalVerifier>();
    public JournalHead Head => Services.GetRequiredService<JournalHead>();
    public IDbContextFactory<CenterDb> Databases => Services.GetRequiredService<IDbContextFactory<CenterDb>>();

    /// <summary>Starts on an engine; a test on SQL Server is skipped by name where there is none.</summary>
    public static async Task<CenterFixture> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        if (provider == DatabaseProvider.SqlServer && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SqlServerVariable)))
            Assert.Skip($"SQL Server variant: {SqlServerVariable} holds no connection string.");
        var center = new CenterFixture { Provider = provider };
        await center.InitializeAsync();
        return center;
    }

    public async ValueTask InitializeAsync()
    {
        var keys = await KeyRing.CreateAsync(KeysPath, Clock);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        if (Provider == DatabaseProvider.Sqlite)
        {
            File.Copy(await Template.Value, DatabasePath);
            ConnectionString = $"Data Source={DatabasePath}";
            collection.AddCenter(Provider, ConnectionString, keys);
            services = collection.BuildServiceProvider();
        }
        else
        {
            ConnectionString = SqlServerDatabase();
            var most = Environment.GetEnvironmentVariable("TEST_SQLSERVER_MAXBATCH") is { Length: > 0 } batch
                ? int.Parse(batch, CultureInfo.InvariantCulture)
                : (int?)null;
            collection.AddCenter(Provider, ConnectionString, keys, most);
            services = collection.BuildServiceProvider();
            await using var db = Open();
            await db.Database.MigrateAsync();
        }
    }

    /// <summary>A context as the application makes it.</summary>
    public CenterDb Open() => Databases.CreateDbContext();

    /// <summary>Another center on the same database and keys, as a second process would have: its own gate.</summary>
    public ServiceProvider StartSecondConsole()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddCenter(Provider, ConnectionString, KeyRing.Load(KeysPath));
        return collection.BuildServiceProvider();
    }

    /// <summary>Runs a statement past the context, as somebody with a database tool would.</summary>
    public async Task<int> SqlAsync(string statement)
    {
        await using var db = Open();
#pragma warning disable EF1002 // the statements are the tests' own
        return await db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
#pragma warning restore EF1002
    }

    public async ValueTask DisposeAsync()
    {
        if (services is null)
            return;
        if (Provider == DatabaseProvider.SqlServer)
        {
            await using var db = Open();
            await db.Database.EnsureDeletedAsync();
        }
        else
        {
            await using var db = Open();
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        await services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("center-template-").FullName, "center.db");
        await using var db = new CenterDb(CenterDatabase.Options(DatabaseProvider.Sqlite, $"Data Source={path};Pooling=False"));
        await db.Database.MigrateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return path;
    }

    private static string SqlServerDatabase() =>
        new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(SqlServerVariable))
        {
            InitialCatalog = string.Create(
                CultureInfo.InvariantCulture, $"CenterTest_{Environment.ProcessId}_{Interlocked.Increment(ref made)}"),
        }.ConnectionString;
}
