using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Browser.Tests.Running;

/// <summary>The customer program on this very computer, with a user's folder of its own.</summary>
internal sealed partial class CustomerProgram(string folder, string centerKeys)
{
    private readonly Dictionary<string, string> _environment = new() { ["XDG_DATA_HOME"] = Path.Combine(folder, "user") };

    public string License => Path.Combine(folder, "accounting.lic");

    public Task<Ran> RunAsync(params IEnumerable<string> arguments) => Programs.RunAsync(Programs.Client, _environment, arguments);

    /// <summary>The 51 digits that the program gives its user to read out.</summary>
    public Task<string> DictateAsync(NewKit kit, string ownerFile, params IEnumerable<string> more) =>
        DigitsAsync(kit, ["--pin", kit.Pin().Digits, "--owner", ownerFile, .. more]);

    /// <summary>The same for a restoration with the kit's second PIN in place of the first.</summary>
    public Task<string> DictateSpareAsync(NewKit kit, string ownerFile) =>
        DigitsAsync(kit, ["--operation", "restoreWithSpare", "--pin", kit.Pin(2).Digits, "--current-pin", kit.Pin().Digits, "--owner", ownerFile]);

    private async Task<string> DigitsAsync(NewKit kit, IEnumerable<string> arguments)
    {
        var said = (await RunAsync(["dictate", "--kit", kit.Number.Digits, .. arguments, "--json"])).Require(0);
        using var json = JsonDocument.Parse(said);
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetString()!).ToList();
        rows.Count.ShouldBe(4);
        return string.Concat([.. rows, json.RootElement.GetProperty("checkSum").GetString()!]).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Opens the conversation in which the user types the lines.</summary>
    public AnswerConversation Answer() =>
        new(Programs.Start(Programs.Client, _environment, "answer", "--center-keys", centerKeys, "--out", License));

    public Task<Ran> CheckAsync(params IEnumerable<string> more) => RunAsync(["check", License, "--center-keys", centerKeys, .. more]);

    /// <summary>A running <c>answer</c>: one line in, its checksum out.</summary>
    internal sealed partial class AnswerConversation(Process process) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private readonly StringBuilder _heard = new();

        /// <summary>Types a line; what the program shows for it.</summary>
        public async Task<string> TypeAsync(int line, string groups)
        {
            await process.StandardInput.WriteLineAsync(groups);
            await process.StandardInput.FlushAsync();
            var shown = await UntilAsync(new Regex(string.Create(CultureInfo.InvariantCulture, $@"{line}: ((?:\d{{3}} ){{5}})\| (\d{{3}})")));
            shown.Groups[1].Value.Trim().ShouldBe(groups);
            return shown.Groups[2].Value;
        }

        public async Task<string> TotalAsync() => (await UntilAsync(Total())).Groups[1].Value;

        /// <summary>Agrees to the total; the program writes the license and ends.</summary>
        public async Task FinishAsync()
        {
            await process.StandardInput.WriteLineAsync();
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, await process.StandardError.ReadToEndAsync());
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }

        // A prompt ends without a line end: what was said is read as it comes.
        private async Task<Match> UntilAsync(Regex wanted)
        {
            using var patience = new CancellationTokenSource(Patience);
            var piece = new char[1024];
            while (true)
            {
                if (wanted.Match(_heard.ToString()) is { Success: true } match)
                {
                    return match;
                }

                var count = await process.StandardOutput.ReadAsync(piece, patience.Token);
                count.ShouldBeGreaterThan(0, $"The program ended before it said {wanted}: {_heard}");
                _heard.Append(piece, 0, count);
            }
        }

        [GeneratedRegex(@"total: (\d{3})")]
        private static partial Regex Total();
    }
}
