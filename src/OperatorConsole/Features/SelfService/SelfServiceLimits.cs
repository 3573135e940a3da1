using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.SelfService;

/// <summary>How many requests a minute are listened to, whatever they say; the rules' own count of failures comes after.</summary>
/// <remarks>A source that floods is slowed down alone: what one source does to a kit takes nothing from whoever asks for it from elsewhere.</remarks>
internal sealed class SelfServiceLimits : IDisposable
{
    private const string PerSourceKey = "SelfService:RequestsPerMinute";
    private const string PerKitKey = "SelfService:RequestsPerMinuteAndKit";
    private const int UsualPerSource = 600;
    private const int UsualPerKit = 120;
    private const int Most = 1_000_000;
    private const int NetworkBytes = 8;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _sources;
    private readonly PartitionedRateLimiter<(string Source, string Kit)> _kits;

    private SelfServiceLimits(int perSource, int perKit)
    {
        _sources = PartitionedRateLimiter.Create<string, string>(source => Bucket(source, perSource));
        _kits = PartitionedRateLimiter.Create<(string, string), (string, string)>(pair => Bucket(pair, perKit));
    }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot be used.</exception>
    public static SelfServiceLimits Read(IConfiguration settings) =>
        new(Number(settings, PerSourceKey, UsualPerSource), Number(settings, PerKitKey, UsualPerKit));

    /// <summary>The source of a request: the peer, or whom a trusted proxy speaks for; of IPv6 the network, since a subscriber has a whole one.</summary>
    public static string SourceOf(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            new IPAddress([.. address.GetAddressBytes().AsSpan(0, NetworkBytes), .. new byte[NetworkBytes]]).ToString() + "/64",
        _ => address.ToString(),
    };

    /// <summary>How long a source has to wait before it is listened to; null: not at all.</summary>
    public TimeSpan? WaitOf(string source) => WaitAfter(_sources.AttemptAcquire(source));

    /// <summary>How long a source has to wait before it is listened to about this kit; null: not at all.</summary>
    public TimeSpan? WaitOf(string source, string kit) => WaitAfter(_kits.AttemptAcquire((source, kit)));

    public void Dispose()
    {
        _sources.Dispose();
        _kits.Dispose();
    }

    // Tokens come back one by one over the minute, so that whoever waits as long as told is let in.
    private static RateLimitPartition<TKey> Bucket<TKey>(TKey key, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Minute / perMinute,
            QueueLimit = 0,
        });

    private static TimeSpan? WaitAfter(RateLimitLease lease)
    {
        using (lease)
        {
            return lease.IsAcquired ? null
                : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait
                : TimeSpan.FromSeconds(1);
        }
    }

    private static int Number(IConfiguration settings, string key, int usual) =>
        settings[key] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number
        : throw new UnusableSettingException(key, $"'{text}' is not a number from 1 to {Most}.");
}
