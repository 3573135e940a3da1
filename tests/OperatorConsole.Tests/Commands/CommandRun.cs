using System.Text.Json;
using Microsoft.Data.Sqlite;
using OperatorConsole.Commands;

namespace OperatorConsole.Tests.Commands;

/// <summary>An installation on which commands are run as somebody types them.</summary>
internal sealed class CommandRun : IDisposable
{
    /// <summary>The directory that every command is given.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("commands-").FullName;

    public string DatabasePath => Path.Combine(Data, "center.db");

    public string KeysPath => Path.Combine(Data, "keys");

    /// <summary>Runs a command line on this installation.</summary>
    public Task<Ended> RunAsync(params string[] arguments) => BareAsync(["--data", Data, .. arguments]);

    /// <summary>Runs a command line as it is.</summary>
    public static async Task<Ended> BareAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        // A command line that should be refused must not end in serving without end.
        var code = await CommandLine.RunAsync(arguments, output, errors).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return new Ended(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a statement past the console, as somebody with a database tool would.</summary>
    public async Task SqlAsync(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }
}

/// <summary>How a command ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Ended ShouldBeDone()
    {
        (Code, Errors).ShouldBe((0, ""));
        return this;
    }

    public void ShouldBeWrongUsageOf(string named)
    {
        Code.ShouldBe(2, Errors);
        Errors.ShouldContain(named);
        Errors.ShouldNotContain("   at ");
        Output.ShouldBe("");
    }
}

internal static class JsonShape
{
    public static void ShouldHaveExactly(this JsonElement element, params string[] members) =>
        element.EnumerateObject().Select(member => member.Name).ShouldBe(members, ignoreOrder: true);

    public static IEnumerable<JsonElement> Each(this JsonElement element, string member) => element.GetProperty(member).EnumerateArray();

    public static string? Text(this JsonElement element, string member) => element.GetProperty(member).GetString();
}
