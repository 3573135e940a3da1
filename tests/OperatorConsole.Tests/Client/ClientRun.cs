using System.Globalization;
using System.Text.Json;
using LicenseClient;
using LicenseClient.Readers;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.Extensions.Time.Testing;

namespace OperatorConsole.Tests.Client;

/// <summary>The customer program on a desk of its own: folders, clock, computer and language are the test's.</summary>
internal sealed class ClientRun : IDisposable
{
    internal const string Kit = "075312509";
    internal const string Pin = "746 185 858 112 352";

    internal static readonly PhoneSigningKey Key = PhoneSigningKey.FromHex("F61149ACFA7FAA6479049B9DD3F1271B24689BCBDC513A25A1400F76");

    internal static readonly KeyParameters Workstation = new()
    {
        OsName = "Debian GNU/Linux",
        OsVersion = "12",
        Host = "sirena",
        Motherboard = "ASUSTeK COMPUTER INC. PRIME B450M-A",
        Bios = "UEFI American Megatrends Inc. 3002",
        RamMib = 16384,
        Cpus = ["AuthenticAMD|23.113.0|AMD Ryzen 5 3600 6-Core Processor"],
        Nics = ["04D9F5123456"],
        Disks = ["Samsung SSD 970 EVO 500GB|S466NX0K123456"],
    };

    internal ClientRun()
    {
        Folder = Directory.CreateTempSubdirectory("license-client-").FullName;
        Directory.CreateDirectory(At("program"));
        File.WriteAllText(At("program", "center-keys.json"), CenterKeys.Write(new CenterKeys { PhoneKeys = [PublishedKey.OfPhone("phone-1", Key.Public, KeyState.Active)] }));
        File.WriteAllText(At("owner.json"), """{ "organization": "Romashka LLC", "lastName": "Ivanov", "town": "Tver" }""");
    }

    internal string Folder { get; }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    internal KeyParameters Computer { get; set; } = Workstation;

    internal CultureInfo Language { get; set; } = CultureInfo.GetCultureInfo("en-US");

    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    internal string PendingPath => At("data", "pending", Kit + ".json");

    internal string At(params string[] path) => Path.Combine([Folder, .. path]);

    internal string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    internal Task<int> RunAsync(params string[] args) => RunAsync(args, []);

    internal async Task<int> RunAsync(string[] args, IEnumerable<string> typed)
    {
        using var input = new StringReader(string.Concat(typed.Select(line => line + "\n")));
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var environment = new ClientEnvironment(new Recorded(Computer), At("data"), At("program"), Clock, Language) { Patience = Patience };
        var exit = await ClientProgram.RunAsync(args, input, output, error, environment, TestContext.Current.CancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return exit;
    }

    /// <summary>Dictates for the initial launch, and returns what the caller reads out.</summary>
    internal async Task<int[]> DictateAsync(params string[] more)
    {
        (await RunAsync(["dictate", "--kit", Kit, "--pin", Pin, "--owner", At("owner.json"), "--json", .. more])).ShouldBe(0, Error);
        using var json = JsonDocument.Parse(Output);
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetString() ?? "");
        Groups.TryParse(string.Join(' ', rows), out var groups).ShouldBeTrue();
        json.RootElement.GetProperty("checkSum").GetString().ShouldBe(Groups.Format(Checks.Request(groups)));
        return groups;
    }

    /// <summary>The nine lines that a Center with this key dictates.</summary>
    internal static string[] Answer(int[] request, PhoneSigningKey? key = null)
    {
        KitNumber.TryParse(Kit, out var kit).ShouldBeTrue();
        var answer = (key ?? Key).Sign(PhoneStatement.For(kit, request));
        return [.. Enumerable.Range(1, Groups.AnswerLines).Select(line => Groups.Format(answer.Line(line)))];
    }

    /// <summary>A license for the computer at hand, in the test's folder.</summary>
    internal async Task<string> AcquireAsync()
    {
        var lines = Answer(await DictateAsync());
        (await RunAsync(["answer", "--out", At("license.lic"), "--stdin"], lines)).ShouldBe(0, Error);
        return At("license.lic");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class Recorded(KeyParameters parameters) : IComputerReader
    {
        public ComputerReading Read() => new(parameters, []);
    }
}
