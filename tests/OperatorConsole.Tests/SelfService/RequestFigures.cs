using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.SelfService;

/// <summary>Requests a second by the automatic method, beside a bare endpoint that commits one row and signs once, in the same run.</summary>
[Trait("Figures", "requests")]
[Trait("Ring", "long")]
public sealed class RequestFigures
{
    private const int Clients = 16;
    private const int RoundsBefore = 7;
    private const int Rounds = 3;
    private static readonly int Requests = Environment.GetEnvironmentVariable("FIGURES") == "full" ? 1500 : 300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquisitions_a_second_are_at_least_half_of_what_a_bare_endpoint_commits_and_signs()
    {
        await using var center = await ServedCenter.StartAsync("--SelfService:RequestsPerMinute", "1000000", "--SelfService:RequestsPerMinuteAndKit", "1000000");
        await using var bare = await BareEndpoint.StartAsync();
        var bodies = new Queue<string[]>();
        for (var round = 0; round < RoundsBefore + Rounds; round++)
        {
            bodies.Enqueue(await BodiesAsync(center));
        }

        // The first rounds are for the compiler, which goes on for a while; then turn and turn about, so that whatever else the machine does meets both.
        for (var round = 0; round < RoundsBefore; round++)
        {
            var first = bodies.Dequeue();
            await MeasureAsync(bare.Address, first);
            await MeasureAsync(center.Console.Address, first);
        }

        var (measured, baseline) = (new List<double>(), new List<double>());
        var (worked, workedBare) = (TimeSpan.Zero, TimeSpan.Zero);
        while (bodies.TryDequeue(out var round))
        {
            var before = Environment.CpuUsage.TotalTime;
            baseline.Add(await MeasureAsync(bare.Address, round));
            var between = Environment.CpuUsage.TotalTime;
            measured.Add(await MeasureAsync(center.Console.Address, round));
            workedBare += between - before;
            worked += Environment.CpuUsage.TotalTime - between;
        }

        var (ours, theirs) = (Median(measured), Median(baseline));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"acquisitions {ours:0} a second, bare endpoint {theirs:0} a second, ratio {ours / theirs:0.00} (at least 0.50 wanted); {Requests} requests of {Clients} clients, median of {Rounds} rounds; processor time, client included, {worked.TotalMilliseconds / (Rounds * Requests):0.0} ms beside {workedBare.TotalMilliseconds / (Rounds * Requests):0.0} ms; acquisitions {Told(measured)}, bare {Told(baseline)}"));
        (ours / theirs).ShouldBeGreaterThanOrEqualTo(0.5);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Told(IEnumerable<double> values) => string.Join(' ', values.Select(value => value.ToString("0", CultureInfo.InvariantCulture)));

    private static async Task<string[]> BodiesAsync(ServedCenter center)
    {
        var make = center.Console.Services.GetRequiredService<MakeKits>();
        var kits = new List<Kit>();
        while (kits.Count < Requests)
        {
            kits.AddRange(await make.RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, Math.Min(500, Requests - kits.Count), Cancellation));
        }

        var key = center.Keys.Published.EncryptionKey!;
        return [.. kits.Select(kit => EncryptedRequest.Write(OfItsOwn(ServedCenter.Request(kit), kit.Number.Digits), key))];
    }

    // Every kit on a computer of its own, with an owner of its own: thousands on one would be a case for the rules about violations, which look on.
    private static LicenseRequestFile OfItsOwn(LicenseRequestFile request, string number) => request with
    {
        Owner = request.Owner with { Organization = $"Works {number}" },
        Computer = request.Computer with { Host = $"host-{number}", Nics = [$"A0{number.PadLeft(10, '0')}"], Disks = [$"Samsung|{number}"] },
    };

    // Requests a second; every one of them is answered with a license.
    private static async Task<double> MeasureAsync(Uri address, string[] bodies)
    {
        using var http = new HttpClient { BaseAddress = address };
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < bodies.Length)
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(bodies[i]));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/jose");
                using var answer = await http.PostAsync(new Uri("/api/v1/licenses", UriKind.Relative), content, Cancellation);
                answer.IsSuccessStatusCode.ShouldBeTrue();
                await answer.Content.ReadAsByteArrayAsync(Cancellation);
            }
        }));
        return bodies.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Kestrel, one row committed as durably as the console commits, one signature. Nothing is read, nothing decided.</summary>
    private sealed class BareEndpoint : IAsyncDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("bare-endpoint-").FullName;
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly SemaphoreSlim _gate = new(1, 1);
        private readonly SqliteConnection _database;
        private readonly WebApplication _app;

        private BareEndpoint()
        {
            _database = new SqliteConnection($"Data Source={Path.Combine(_directory, "bare.db")}");
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _app.MapPost("/api/v1/licenses", (Delegate)AnswerAsync);
        }

        internal Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        internal static async Task<BareEndpoint> StartAsync()
        {
            var bare = new BareEndpoint();
            await bare._database.OpenAsync(Cancellation);
            await bare.SqlAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Body TEXT, Answer TEXT)");
            await bare._app.StartAsync(Cancellation);
            return bare;
        }

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
            await _database.DisposeAsync();
            SqliteConnection.ClearAllPools();
            _key.Dispose();
            _gate.Dispose();
            Directory.Delete(_directory, recursive: true);
        }

        private async Task<IResult> AnswerAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            await _gate.WaitAsync(context.RequestAborted);
            try
            {
                var answer = $"{body}.{Convert.ToBase64String(_key.SignData(Encoding.UTF8.GetBytes(body), HashAlgorithmName.SHA256))}";
                await SqlAsync("INSERT INTO Rows (Body, Answer) VALUES ($body, $answer)", ("$body", body), ("$answer", answer));
                return Results.Text(answer, "application/jose");
            }
            finally
            {
                _gate.Release();
            }
        }

        private async Task SqlAsync(string statement, params (string Name, string Value)[] values)
        {
            await using var command = _database.CreateCommand();
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
}
