using System.Text.Json;
using Data.Staff;
using Microsoft.AspNetCore.Builder;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Commands;

/// <summary>People, journal and the installation itself, from the command line.</summary>
public sealed class InstallationCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_added_with_a_link_that_sets_a_password_and_signs_in()
    {
        using var commands = new CommandRun();
        var added = (await commands.RunAsync("users", "add", "anna", "--role", "operator", "--role", "clerk", "--display-name", "Anna Orlova")).ShouldBeDone();
        var link = new Uri(added.Output.Trim());
        link.PathAndQuery.ShouldStartWith("/welcome?token=");

        await using var app = await ServeAsync(commands);
        using var visitor = new Visitor(new Uri(app.Urls.First()), "en");
        var page = await visitor.GetAsync(link.PathAndQuery);
        page.Find("h1").ShouldBe("Welcome, Anna Orlova");
        (await visitor.SubmitAsync(page, "/welcome", ("Password", RunningConsole.Password))).Location.ShouldBe("/account/security?first=true");
        (await visitor.GetAsync("/calls")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await visitor.GetAsync("/hangfire")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_role_that_is_none_are_refused_by_name()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("users", "add", "anna", "--role", Roles.Operator)).ShouldBeDone();
        var taken = await commands.RunAsync("users", "add", "anna", "--role", Roles.Operator);
        (taken.Code, taken.Output).ShouldBe((1, ""));
        taken.Errors.ShouldStartWith("NAME: ");
        (await commands.RunAsync("users", "add", "oleg", "--role", "boss")).ShouldBeWrongUsageOf("--role: 'boss'");
        (await commands.RunAsync("users", "add", "oleg", "--role", "Operator")).ShouldBeWrongUsageOf("--role: 'Operator'");
    }

    [Fact]
    public async Task A_whole_journal_is_said_to_be_whole_and_a_tampered_one_where_it_is_broken()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("kits", "add", "--template", "base", "--count", "3", "--json")).ShouldBeDone();

        var whole = (await commands.RunAsync("journal", "verify", "--json")).ShouldBeDone().Json;
        whole.ShouldHaveExactly("entries", "whole", "firstBroken");
        (whole.GetProperty("entries").GetInt64(), whole.GetProperty("whole").GetBoolean(), whole.GetProperty("firstBroken").ValueKind)
            .ShouldBe((3, true, JsonValueKind.Null));
        (await commands.RunAsync("journal", "verify")).ShouldBeDone().Output.ShouldContain("Whole");

        await commands.SqlAsync("DROP TRIGGER JournalIsAppendOnly_UPDATE; UPDATE Journal SET Text = replace(Text, 'Accounting', 'Drafting') WHERE Sequence = 2");
        var broken = await commands.RunAsync("journal", "verify", "--json");
        (broken.Code, broken.Errors).ShouldBe((1, ""));
        broken.Json.GetProperty("whole").GetBoolean().ShouldBeFalse();
        var place = broken.Json.GetProperty("firstBroken");
        place.ShouldHaveExactly("sequence", "why");
        (place.GetProperty("sequence").GetInt64(), place.Text("why")).ShouldBe((2, "altered"));
        (await commands.RunAsync("journal", "verify")).Output.ShouldContain("entry 2");

        await commands.SqlAsync("DROP TRIGGER JournalIsAppendOnly_DELETE; DELETE FROM Journal WHERE Sequence >= 2");
        (await commands.RunAsync("journal", "verify", "--json")).Json.GetProperty("firstBroken").Text("why").ShouldBe("truncated");
    }

    [Fact]
    public async Task A_demo_database_is_not_served_for_work_nor_the_other_way_round()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("kits", "add", "--template", "base", "--demo", "--json")).ShouldBeDone();
        var demo = Path.Combine(commands.Data, "demo");
        var refused = await CommandRun.BareAsync("kits", "add", "--template", "base", "--data", demo);
        (refused.Code, refused.Output).ShouldBe((2, ""));
        refused.Errors.ShouldStartWith("Demo: ");
        (await CommandRun.BareAsync("--data", demo, "--urls", "http://127.0.0.1:0")).ShouldBeWrongUsageOf("Demo: ");

        using var work = new CommandRun();
        var directory = Path.Combine(work.Data, "demo");
        (await CommandRun.BareAsync("migrate", "--data", directory)).ShouldBeDone();
        (await CommandRun.BareAsync("--data", work.Data, "--demo", "--urls", "http://127.0.0.1:0")).ShouldBeWrongUsageOf("Demo: ");
    }

    [Fact]
    public async Task A_database_without_its_keys_is_refused_and_no_keys_are_made()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("kits", "add", "--template", "base", "--json")).ShouldBeDone();
        Directory.Move(commands.KeysPath, commands.KeysPath + "-away");

        var refused = await commands.RunAsync("journal", "verify", "--json");
        (refused.Code, refused.Output).ShouldBe((2, ""));
        refused.Errors.ShouldContain(commands.KeysPath);
        refused.Errors.ShouldNotContain("   at ");
        (await CommandRun.BareAsync("--data", commands.Data, "--urls", "http://127.0.0.1:0")).ShouldBeWrongUsageOf(commands.KeysPath);
        Directory.Exists(commands.KeysPath).ShouldBeFalse();

        Directory.Move(commands.KeysPath + "-away", commands.KeysPath);
        (await commands.RunAsync("journal", "verify")).ShouldBeDone();
    }

    [Fact]
    public async Task Damaged_keys_are_named()
    {
        using var commands = new CommandRun();
        (await commands.RunAsync("migrate")).ShouldBeDone();
        var file = Path.Combine(commands.KeysPath, "sealing.json");
        await File.WriteAllTextAsync(file, "{", Cancellation);
        var refused = await commands.RunAsync("kits", "add", "--template", "base");
        (refused.Code, refused.Output).ShouldBe((1, ""));
        refused.Errors.ShouldContain(file);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        (await CommandRun.BareAsync("migrate", "--data", Path.Combine(file, "data"))).ShouldBeWrongUsageOf("Data: ");
        File.Delete(file);
    }

    private static async Task<WebApplication> ServeAsync(CommandRun commands)
    {
        var app = ConsoleHost.Build(["--data", commands.Data, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(app, Cancellation);
        await app.StartAsync(Cancellation);
        return app;
    }
}
