using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Data;
using Data.Acquisitions;
using Data.Journal;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The console as a process of its own, killed whenever it pleases: what was answered stays, nothing is given twice.</summary>
public sealed class KilledCenterTests : IDisposable
{
    private const int Senders = 4;
    private const int MostARound = 40;
    private readonly string _data = Directory.CreateTempSubdirectory("killed-center-").FullName;
    private readonly ConcurrentDictionary<string, byte[]> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _sent = new(StringComparer.Ordinal);
    private ConcurrentQueue<string> _waiting = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_kill_in_any_of_twenty_rounds_loses_and_doubles_nothing() => KillAsync(20);

    [Fact]
    [Trait("Ring", "long")]
    public Task A_kill_in_any_of_five_hundred_rounds_loses_and_doubles_nothing() => KillAsync(500);

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task KillAsync(int rounds)
    {
        _waiting = new(await RequestsAsync(rounds * MostARound));
        var random = new Random(rounds);
        for (var round = 0; round < rounds; round++)
        {
            using var center = await ServedProcess.StartAsync(_data);

            // What was answered before the kill is answered to the byte after it.
            foreach (var request in _acknowledged.Keys.TakeLast(3))
            {
                (await center.SendAsync(request)).ShouldBe(_acknowledged[request]);
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(center, over.Token)).ToList();
            var (patience, before) = (Stopwatch.StartNew(), _acknowledged.Count);
            while (_acknowledged.Count == before && patience.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(1, Cancellation);
            }

            await Task.Delay(random.Next(0, 60), Cancellation);
            center.Kill();
            await over.CancelAsync();
            await Task.WhenAll(senders);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} kills, {_sent.Count} requests sent, {_acknowledged.Count} answered before a kill");
        await RequireWholeAsync(rounds);
    }

    // Everything that was ever sent is asked again: each gets its one license, and the ones that were answered the same bytes.
    private async Task RequireWholeAsync(int rounds)
    {
        _acknowledged.Count.ShouldBeGreaterThanOrEqualTo(rounds);
        using (var center = await ServedProcess.StartAsync(_data))
        {
            foreach (var request in _sent.Keys)
            {
                var file = await center.SendAsync(request);
                file.ShouldNotBeNull();
                file.ShouldBe(_acknowledged.GetValueOrDefault(request, file));
            }

            center.Kill();
        }

        await using var console = ConsoleHost.Build(["--data", _data, "--Logs:Level", "Fatal"]);
        await console.Services.GetRequiredService<Center>().ReadAsync(async db =>
        {
            (await db.Licenses.CountAsync()).ShouldBe(_sent.Count);
            (await db.Licenses.Select(l => l.LivePinId).Distinct().CountAsync()).ShouldBe(_sent.Count);
            (await db.Answers.CountAsync()).ShouldBe(_sent.Count);
            (await db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request && e.Outcome == Outcome.Granted)).ShouldBe(_sent.Count);
        }, Cancellation);
        (await console.Services.GetRequiredService<JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    private async Task SendAsync(ServedProcess center, CancellationToken over)
    {
        while (!over.IsCancellationRequested && _waiting.TryDequeue(out var request))
        {
            _sent[request] = true;
            if (await center.SendAsync(request, over) is not { } file)
            {
                // Killed: what is left is for the next round.
                return;
            }

            _acknowledged[request] = file;
        }
    }

    private async Task<IEnumerable<string>> RequestsAsync(int count)
    {
        await using var console = ConsoleHost.Build(["--data", _data, "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(console, Cancellation);
        var make = console.Services.GetRequiredService<MakeKits>();
        var kits = new List<Kit>();
        while (kits.Count < count)
        {
            kits.AddRange(await make.RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, Math.Min(MakeKits.Most, count - kits.Count), Cancellation));
        }

        return kits.Select(kit => LicenseRequestFile.Write(ServedCenter.Request(kit)));
    }

    /// <summary>The program itself, on a free port.</summary>
    private sealed class ServedProcess : IDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _http;

        private ServedProcess(Process process, Uri address) => (_process, _http) = (process, new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) });

        internal static async Task<ServedProcess> StartAsync(string data)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[
                Path.Combine(AppContext.BaseDirectory, "OperatorConsole.dll"), "--data", data, "--urls", address.ToString(), "--Logs:Level", "Fatal",
                "--SelfService:RequestsPerMinute", "1000000", "--SelfService:RequestsPerMinuteAndKit", "1000000"])
            {
                start.ArgumentList.Add(argument);
            }

            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var served = new ServedProcess(process, address);
            var patience = Stopwatch.StartNew();
            while (!await served.AnswersAsync())
            {
                process.HasExited.ShouldBeFalse("the console does not start");
                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
                await Task.Delay(50, Cancellation);
            }

            return served;
        }

        /// <summary>The license file; null when no answer came.</summary>
        internal async Task<byte[]?> SendAsync(string request, CancellationToken over = default)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            try
            {
                using var answer = await _http.PostAsync(new Uri("/api/v1/licenses", UriKind.Relative), content, over);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                return await answer.Content.ReadAsByteArrayAsync(over);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
            {
                return null;
            }
        }

        internal void Kill()
        {
            // SIGKILL: nothing of the process runs any more.
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                Kill();
            }

            _process.Dispose();
            _http.Dispose();
        }

        private async Task<bool> AnswersAsync()
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri("/healthz/live", UriKind.Relative), Cancellation);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
