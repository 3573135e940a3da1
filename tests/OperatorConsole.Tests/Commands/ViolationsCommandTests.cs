using System.Text.Json;

namespace OperatorConsole.Tests.Commands;

public sealed class ViolationsCommandTests
{
    [Fact]
    public async Task A_run_over_the_whole_history_says_how_many_facts_and_what_was_found_and_nothing_else()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("kits", "add", "--template", "base", "--count", "3")).ShouldBeDone();
        var run = await commands.RunAsync("violations", "run", "--json");
        run.Code.ShouldBe(0);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.ShouldHaveExactly("facts", "observations");
        json.RootElement.GetProperty("facts").GetInt32().ShouldBe(3);
        json.RootElement.GetProperty("observations").EnumerateObject().ShouldBeEmpty();
        run.Errors.ShouldContain("3 of 3");
    }
}
