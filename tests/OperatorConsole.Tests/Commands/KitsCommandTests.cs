using System.Text.Json;
using System.Text.RegularExpressions;
using Licensing.Kits;

namespace OperatorConsole.Tests.Commands;

public sealed class KitsCommandTests
{
    [Fact]
    public async Task Every_template_makes_its_kits_and_prints_json_alone()
    {
        using var commands = new CommandRun();
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base"] = "singleUser:1:1:3:",
            ["client-5"] = "singleUser:5:5:15:A multiUser:5:1:3:A",
            ["client-10"] = "singleUser:10:10:30:A multiUser:10:1:3:A",
            ["client-20"] = "singleUser:20:20:60:A multiUser:20:1:3:A",
            ["client-50"] = "multiUser:50:1:3:",
            ["client-100"] = "multiUser:100:1:3:",
            ["client-300"] = "multiUser:300:1:3:",
            ["client-500"] = "multiUser:500:1:3:",
            ["server"] = "server::1:3:",
            ["package-5"] = "singleUser:5:5:15:A multiUser:5:1:3:A",
            ["package-10-server"] = "singleUser:10:10:30:A multiUser:10:1:3:A server::1:3:",
        };
        foreach (var (template, sets) in expected)
        {
            var json = (await commands.RunAsync("kits", "add", "--template", template, "--product", "Payroll 3", "--json")).ShouldBeDone().Json;
            json.ShouldHaveExactly("kits");
            var kit = json.Each("kits").ShouldHaveSingleItem();
            ShouldBeKit(kit, sets);
        }

        DeliveryTemplates.Names.ShouldBe(expected.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task A_kit_of_ones_own_composition_has_the_sets_that_were_named_in_their_order()
    {
        using var commands = new CommandRun();
        var json = (await commands.RunAsync(
            "kits", "add", "--template", "custom", "--set", "server::1:2", "--set", "singleUser:3:3:9:B", "--set", "multiuser:3:1:3:B",
            "--product", "Payroll 3", "--count", "3", "--json")).ShouldBeDone().Json;
        var kits = json.Each("kits").ToList();
        kits.Count.ShouldBe(3);
        kits.Select(kit => kit.Text("kit")).ShouldBeUnique();
        kits.ForEach(kit => ShouldBeKit(kit, "server::1:2: singleUser:3:3:9:B multiUser:3:1:3:B"));
    }

    [Theory]
    [InlineData("base", "1", "singleUser:1:1:1:")]
    [InlineData("client-5", "5,1", "singleUser:5:5:5:A multiUser:5:1:1:A")]
    [InlineData("client-10", "20,2", "singleUser:10:10:20:A multiUser:10:1:2:A")]
    [InlineData("client-20", "40,7", "singleUser:20:20:40:A multiUser:20:1:7:A")]
    [InlineData("client-50", "5", "multiUser:50:1:5:")]
    [InlineData("client-100", "4", "multiUser:100:1:4:")]
    [InlineData("client-300", "6", "multiUser:300:1:6:")]
    [InlineData("client-500", "2", "multiUser:500:1:2:")]
    [InlineData("server", "8", "server::1:8:")]
    [InlineData("package-5", "6,4", "singleUser:5:5:6:A multiUser:5:1:4:A")]
    [InlineData("package-10-server", "10,1,2", "singleUser:10:10:10:A multiUser:10:1:1:A server::1:2:")]
    public async Task The_pins_of_each_set_of_a_template_are_as_many_as_was_said(string template, string pins, string sets)
    {
        using var commands = new CommandRun();
        var json = (await commands.RunAsync("kits", "add", "--template", template, "--pins", pins, "--product", "Payroll 3", "--json")).ShouldBeDone().Json;
        ShouldBeKit(json.Each("kits").ShouldHaveSingleItem(), sets);
    }

    [Theory]
    [InlineData("--template", "--template", "client-7")]
    [InlineData("--template", "--template")]
    [InlineData("--template", "--count", "1")]
    [InlineData("--count", "--template", "base", "--count", "0")]
    [InlineData("--count", "--template", "base", "--count", "1001")]
    [InlineData("--count", "--template", "base", "--count", "-1")]
    [InlineData("--count", "--template", "base", "--count", "many")]
    [InlineData("--pins", "--template", "custom", "--set", "server::1:2", "--pins", "3")]
    [InlineData("--pins", "--template", "base", "--pins", "0")]
    [InlineData("--pins", "--template", "client-5", "--pins", "9")]
    [InlineData("--pins", "--template", "client-5", "--pins", "4,3")]
    [InlineData("--pins", "--template", "client-5", "--pins", "799,2")]
    [InlineData("--pins", "--template", "client-5", "--pins", "9,many")]
    [InlineData("--set", "--template", "custom")]
    [InlineData("--set", "--template", "base", "--set", "singleUser:1:1:3")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:1")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:1:3:A:B")]
    [InlineData("--set", "--template", "custom", "--set", "oneUser:1:1:3")]
    [InlineData("--set", "--template", "custom", "--set", "0:1:1:3")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser::1:3")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:0:1:3")]
    [InlineData("--set", "--template", "custom", "--set", "server:5:1:3")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:0:3")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:2:2:1")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:1:-3")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:1:3:AB")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:1:3:")]
    [InlineData("--set", "--template", "custom", "--set", "singleUser:1:1:3", "--set", "rubbish")]
    [InlineData("--colour", "--template", "base", "--colour", "red")]
    public async Task What_cannot_be_used_is_named_and_nothing_is_made(string named, params string[] arguments)
    {
        using var commands = new CommandRun();
        (await commands.RunAsync(["kits", "add", .. arguments])).ShouldBeWrongUsageOf(named);
        File.Exists(commands.DatabasePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_json_a_kit_is_told_in_words_its_pins_in_groups()
    {
        using var commands = new CommandRun();
        var added = (await commands.RunAsync("kits", "add", "--template", "client-5")).ShouldBeDone().Output;
        added.ShouldContain("Accounting Suite 8");
        var pins = Regex.Matches(added, @"(?m)^    (\d{3} \d{3} \d{3} \d{3} \d{3})\s*$").Select(match => match.Groups[1].Value).ToList();
        pins.Count.ShouldBe(18);
        pins.ShouldAllBe(pin => IsPin(pin));
        KitNumber.TryParse(Regex.Match(added, @"Kit ([\d ]+)").Groups[1].Value, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_kit_that_is_not_there_is_refused_and_a_mistyped_number_is_wrong_usage()
    {
        using var commands = new CommandRun();
        var unknown = await commands.RunAsync("kits", "show", "075312509", "--json");
        (unknown.Code, unknown.Output).ShouldBe((1, ""));
        unknown.Errors.ShouldContain("075312509");
        (await commands.RunAsync("kits", "show", "075312508")).ShouldBeWrongUsageOf("NUMBER");
        (await commands.RunAsync("kits", "show")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Kits_go_from_one_installation_to_another_as_csv()
    {
        using var here = new CommandRun();
        using var there = new CommandRun();
        var kit = (await here.RunAsync("kits", "add", "--template", "client-5", "--json")).ShouldBeDone().Json.Each("kits").Single();
        var (number, file, bare) = (kit.Text("kit")!, Path.Combine(here.Data, "kits.csv"), Path.Combine(here.Data, "bare.csv"));
        (await here.RunAsync("kits", "export", file, "--with-pins")).ShouldBeDone().Output.ShouldBe("");
        (await here.RunAsync("kits", "export", bare)).ShouldBeDone();
        (await here.RunAsync("kits", "export", bare)).ShouldBeWrongUsageOf("FILE");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var imported = (await there.RunAsync("kits", "import", file, "--json")).ShouldBeDone().Json;
        (imported.Each("kits").Single().GetString(), imported.GetProperty("pins").GetInt32()).ShouldBe((number, 18));
        (await there.RunAsync("kits", "show", number)).ShouldBeDone();

        var again = await there.RunAsync("kits", "import", file, "--json");
        (again.Code, again.Output).ShouldBe((1, ""));
        again.Errors.ShouldContain("line 2: kit");
        (await there.RunAsync("kits", "import", bare)).Errors.ShouldContain("line 19: pin");
        (await there.RunAsync("kits", "import", file + ".none")).ShouldBeWrongUsageOf("FILE");
    }

    private static void ShouldBeKit(JsonElement kit, string sets)
    {
        kit.ShouldHaveExactly("kit", "product", "sets");
        KitNumber.TryParse(kit.Text("kit"), out _).ShouldBeTrue();
        kit.Text("product").ShouldBe("Payroll 3");
        kit.Each("sets").Select(set =>
        {
            set.ShouldHaveExactly("type", "seats", "licenses", "choice", "pins");
            set.Each("pins").ShouldAllBe(pin => Regex.IsMatch(pin.GetString()!, "^[0-9]{15}$") && IsPin(pin.GetString()));
            return $"{set.Text("type")}:{set.GetProperty("seats")}:{set.GetProperty("licenses")}:{set.Each("pins").Count()}:{set.Text("choice")}";
        }).ShouldBe(sets.Split(' '));
    }

    private static bool IsPin(string? text) => PinCode.Parse(text, out _) == PinFault.None;
}
