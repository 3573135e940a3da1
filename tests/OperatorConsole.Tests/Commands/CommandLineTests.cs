using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Licensing.Files;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OperatorConsole.Tests.Commands;

public sealed class CommandLineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--colour", "kits", "show", "075312509", "--colour")]
    [InlineData("--colour", "journal", "verify", "--colour", "red")]
    [InlineData("--colour", "keys", "list", "--colour=red")]
    [InlineData("--colour", "migrate", "--colour")]
    [InlineData("again", "keys", "list", "again")]
    [InlineData("--colour", "codes", "vectors", "none.json", "--colour")]
    public async Task An_option_that_a_command_does_not_have_is_named(string named, params string[] arguments)
    {
        using var commands = new CommandRun();
        (await commands.RunAsync(arguments)).ShouldBeWrongUsageOf(named);
    }

    [Theory]
    [InlineData("kits")]
    [InlineData("users")]
    [InlineData("keys", "export")]
    [InlineData("users", "add", "anna")]
    [InlineData("users", "add", "--role", "operator")]
    [InlineData("codes", "vectors")]
    public async Task A_command_that_is_not_complete_says_what_it_wants(params string[] arguments)
    {
        using var commands = new CommandRun();
        var ended = await commands.RunAsync(arguments);
        ended.Code.ShouldBe(2);
        ended.Errors.ShouldNotBeEmpty();
        ended.Output.ShouldBe("");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("kits", "--help")]
    [InlineData("kits", "add", "--help")]
    [InlineData("users", "add", "--help")]
    public async Task Help_is_given_where_it_is_asked_for(params string[] arguments)
    {
        var ended = await CommandRun.BareAsync(arguments);
        (ended.Code, ended.Errors).ShouldBe((0, ""));
        ended.Output.ShouldContain("--data");
    }

    [Fact]
    public async Task The_two_vector_files_hold_and_a_spoiled_one_does_not()
    {
        foreach (var name in new[] { "dictation-vectors.json", "dictation-examples.json" })
        {
            var held = (await CommandRun.BareAsync("codes", "vectors", Vectors(name))).ShouldBeDone();
            Regex.IsMatch(held.Output, @"^[1-9]\d{2,} passed, 0 failed\s*$").ShouldBeTrue(held.Output);
        }

        var spoiled = JsonNode.Parse(await File.ReadAllTextAsync(Vectors("dictation-vectors.json"), Cancellation))!;
        spoiled["kit_numbers"]![0]!["valid"] = !spoiled["kit_numbers"]![0]!["valid"]!.GetValue<bool>();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, spoiled.ToJsonString(), Cancellation);
        var failed = await CommandRun.BareAsync("codes", "vectors", file);
        failed.Code.ShouldBe(1);
        failed.Output.TrimEnd().ShouldEndWith(" passed, 1 failed");
        failed.Errors.ShouldContain("kit_numbers[0]");

        await File.WriteAllTextAsync(file, "no json", Cancellation);
        (await CommandRun.BareAsync("codes", "vectors", file)).ShouldBeWrongUsageOf("FILE");
        File.Delete(file);
        (await CommandRun.BareAsync("codes", "vectors", file)).ShouldBeWrongUsageOf("FILE");
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_may_be_run_again()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("migrate")).ShouldBeDone();
        File.Exists(commands.DatabasePath).ShouldBeTrue();
        File.Exists(Path.Combine(commands.KeysPath, "sealing.json")).ShouldBeTrue();
        (await commands.RunAsync("migrate")).ShouldBeDone();
        (await commands.RunAsync("kits", "add", "--template", "base", "--json")).ShouldBeDone();
    }

    [Fact]
    public async Task The_script_is_printed_alone_and_applies_nothing()
    {
        using var commands = new CommandRun();
        var script = (await commands.RunAsync("migrate", "--script")).ShouldBeDone().Output;
        File.Exists(commands.DatabasePath).ShouldBeFalse();
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = script + "; SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'";
        (await command.ExecuteScalarAsync(Cancellation)).ShouldBe(16L);
    }

    [Fact]
    public async Task For_sql_server_the_script_is_what_the_environment_asks_for()
    {
        using var commands = new CommandRun();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "OperatorConsole.dll"), "migrate", "--script", "--data", commands.Data },
            Environment = { ["Database__Provider"] = "SqlServer", ["ConnectionStrings__Center"] = "Server=never-opened;Database=Center" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var script = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        (process.ExitCode, await errors).ShouldBe((0, ""));

        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var faults);
        faults.ShouldBeEmpty();
        script.ShouldContain("IF NOT EXISTS");
        script.ShouldContain("[Ledger]");
    }

    [Fact]
    public async Task The_exported_keys_are_readable_and_the_published_ones()
    {
        using var commands = new CommandRun();
        var file = Path.Combine(commands.Data, "center-keys.json");
        (await commands.RunAsync("keys", "export", file)).ShouldBeDone().Output.ShouldBe("");
        var exported = await File.ReadAllTextAsync(file, Cancellation);
        var key = CenterKeys.Read(exported).PhoneKeys.ShouldHaveSingleItem();
        key.State.ShouldBe(KeyState.Active);
        (await commands.RunAsync("keys", "list")).ShouldBeDone().Output.ShouldContain(key.Kid);

        await using var app = ConsoleHost.Build(["--data", commands.Data, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(app, Cancellation);
        await app.StartAsync(Cancellation);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(app.Urls.First() + "/.well-known/jwks.json"), Cancellation)).ShouldBe(exported);
        await app.StopAsync(Cancellation);
    }

    private static string Vectors(string name) => Path.Combine(AppContext.BaseDirectory, "vectors", name);
}
