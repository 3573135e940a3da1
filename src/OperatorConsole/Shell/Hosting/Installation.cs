using System.Globalization;
using System.Net;
using Data;
using Microsoft.Data.Sqlite;

namespace OperatorConsole.Shell.Hosting;

/// <summary>A setting that the console cannot start with; the message names its key.</summary>
public sealed class UnusableSettingException(string key, string expected)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{key}: {expected}"))
{
    /// <summary>The configuration key, as one writes it in <c>appsettings.json</c> with colons.</summary>
    public string Key { get; } = key;
}

/// <summary>What this installation is: where its data lies and how it is reached. Read once, before anything is built.</summary>
public sealed record Installation
{
    /// <summary>True for the demo: its own database, any password, a banner on every page.</summary>
    public required bool Demo { get; init; }

    /// <summary>Full path of the directory with database, keys and logs.</summary>
    public required string Directory { get; init; }

    /// <summary>The engine.</summary>
    public required DatabaseProvider Engine { get; init; }

    /// <summary>How the engine is reached.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Addresses of proxies whose forwarded headers are believed.</summary>
    public required IReadOnlyList<IPAddress> TrustedProxies { get; init; }

    /// <summary>Minutes without a key after which a sign-in ends.</summary>
    public required int IdleMinutes { get; init; }

    /// <summary>Hours after which a sign-in ends whatever happens.</summary>
    public required int AbsoluteHours { get; init; }

    /// <summary>How many windows one person can have open at a time.</summary>
    public required int CircuitsPerPerson { get; init; }

    /// <summary>Zone of the Center: its days begin there.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Directory of the keys, outside the database.</summary>
    public string Keys => Path.Combine(Directory, "keys");

    /// <summary>Directory of the log files.</summary>
    public string Logs => Path.Combine(Directory, "logs");

    /// <summary>Reads the settings and refuses, by key, those that cannot be used.</summary>
    /// <exception cref="UnusableSettingException">A setting is missing or cannot be used.</exception>
    public static Installation Read(IConfiguration settings, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var demo = Flag(settings, "Demo");
        var data = settings["Data"];
        if (string.IsNullOrWhiteSpace(data))
        {
            throw new UnusableSettingException("Data", "name the directory that holds database, keys and logs.");
        }

        var directory = Path.GetFullPath(data, BaseOf(contentRoot));
        directory = demo ? Path.Combine(directory, "demo") : directory;
        var engine = EngineOf(settings);
        return new Installation
        {
            Demo = demo,
            Directory = Writable(directory),
            Engine = engine,
            ConnectionString = ConnectionTo(engine, settings, directory),
            TrustedProxies = Proxies(settings),
            IdleMinutes = Number(settings, "Session:IdleMinutes", 15, 1, 60),
            AbsoluteHours = Number(settings, "Session:AbsoluteHours", 10, 1, 24),
            Zone = ZoneOf(settings),
            CircuitsPerPerson = Number(settings, "Session:CircuitsPerPerson", 3, 1, 100),
        };
    }

    // In development the path is taken against the repository's root, published against the program's own directory:
    // never against wherever the command happened to be typed.
    private static string BaseOf(string contentRoot)
    {
        for (var place = new DirectoryInfo(contentRoot); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "OperatorConsole.sln")))
            {
                return place.FullName;
            }
        }

        return contentRoot;
    }

    private static string Writable(string directory)
    {
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            return directory;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableSettingException("Data", $"the directory '{directory}' cannot be made: {fault.Message}");
        }
    }

    private static DatabaseProvider EngineOf(IConfiguration settings)
    {
        var name = settings["Database:Provider"];
        return name is not null && Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var engine) && Enum.IsDefined(engine)
            && !char.IsAsciiDigit(name[0])
            ? engine
            : throw new UnusableSettingException("Database:Provider", $"'{name}' is not known; Sqlite or SqlServer is.");
    }

    private static string ConnectionTo(DatabaseProvider engine, IConfiguration settings, string directory)
    {
        var given = settings.GetConnectionString("Center");
        return engine switch
        {
            DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(directory, "center.db"),
                ForeignKeys = true,
                DefaultTimeout = 5,
            }.ToString(),
            DatabaseProvider.SqlServer when !string.IsNullOrWhiteSpace(given) => given,
            DatabaseProvider.SqlServer => throw new UnusableSettingException(
                "ConnectionStrings:Center", "SqlServer needs a connection string."),
        };
    }

    private static TimeZoneInfo ZoneOf(IConfiguration settings) =>
        settings["Center:TimeZone"] is not { Length: > 0 } name ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
        : throw new UnusableSettingException("Center:TimeZone", $"'{name}' is no time zone that this system knows; a name such as Europe/Moscow was expected.");

    private static List<IPAddress> Proxies(IConfiguration settings) =>
        [.. settings.GetSection("Proxies:Trusted").GetChildren().Select(entry =>
            IPAddress.TryParse(entry.Value, out var address)
                ? address
                : throw new UnusableSettingException(entry.Path, $"'{entry.Value}' is not an IP address."))];

    private static bool Flag(IConfiguration settings, string key) =>
        settings[key] is not { Length: > 0 } text
            ? false
            : bool.TryParse(text, out var flag)
                ? flag
                : throw new UnusableSettingException(key, $"'{text}' is neither true nor false.");

    private static int Number(IConfiguration settings, string key, int usual, int least, int most) =>
        settings[key] is not { Length: > 0 } text
            ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new UnusableSettingException(key, $"'{text}' is not a number from {least} to {most}.");
}
