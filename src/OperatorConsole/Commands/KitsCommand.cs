using System.CommandLine;
using System.Globalization;
using Licensing.Kits;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;

namespace OperatorConsole.Commands;

/// <summary><c>kits add</c>, <c>kits show</c>, <c>kits letter</c>, <c>kits import</c> and <c>kits export</c>.</summary>
internal static partial class KitsCommand
{
    internal static Command Make(Place place) => new("kits", "Make, show, print, import and export kits.") { Add(place), Show(place), Letter(place), Import(place), Export(place) };

    private static Command Add(Place place)
    {
        var template = new Option<string>("--template") { Description = $"One of {string.Join(", ", DeliveryTemplates.Names)}, {DeliveryTemplates.Custom}.", Required = true };
        var product = new Option<string>("--product") { Description = "Name of the product.", DefaultValueFactory = _ => "Accounting Suite 8" };
        var count = new Option<int>("--count") { Description = $"How many, 1 to {MakeKits.Most}.", DefaultValueFactory = _ => 1 };
        var sets = new Option<string[]>("--set") { Description = "TYPE:SEATS:LICENSES:PINS[:CHOICE], for the template custom." };
        var pins = new Option<string>("--pins") { Description = "PIN codes of each set of the template, in its order: 20,5; three a license otherwise." };
        var json = Place.Json();
        var command = new Command("add", "Make kits; their PIN codes are printed this once.") { template, product, count, sets, pins, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (Plan(parsed.GetValue(template)!, parsed.GetValue(sets) ?? [], parsed.GetValue(pins), out var plan) is { } fault
                || (fault = parsed.GetValue(count) is < 1 or > MakeKits.Most ? $"--count: a number from 1 to {MakeKits.Most} was expected."
                    : parsed.GetValue(product)!.Trim().Length is < 1 or > MakeKits.LongestProduct ? $"--product: 1 to {MakeKits.LongestProduct} characters were expected."
                    : null) is not null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(fault);
                return CommandLine.WrongUsage;
            }

            return await place.OnAsync(parsed, async (services, token) =>
            {
                var kits = await services.GetRequiredService<MakeKits>().RunAsync(Acting.System, parsed.GetValue(product)!, plan, parsed.GetValue(count), token);
                await output.WriteLineAsync(parsed.GetValue(json) ? Json.Of(new { kits = kits.Select(InJson) }) : string.Join("\n\n", kits.Select(InWords)));
                return CommandLine.Done;
            }, cancellation);
        });
        return command;
    }

    /// <summary>The sets that the options ask for; otherwise what is wrong with them.</summary>
    internal static string? Plan(string template, IReadOnlyList<string> sets, string? pins, out IReadOnlyList<SetPlan> plan)
    {
        plan = DeliveryTemplates.Find(template) ?? [];
        if (template != DeliveryTemplates.Custom)
        {
            return plan.Count == 0 ? $"--template: '{template}' is none of {string.Join(", ", DeliveryTemplates.Names)}, {DeliveryTemplates.Custom}."
                : sets.Count > 0 ? $"--set goes with --template {DeliveryTemplates.Custom} only."
                : pins is null ? null
                : WithPins(pins, ref plan);
        }

        var parsed = sets.Select(Set).ToList();
        plan = [.. parsed.OfType<SetPlan>()];
        return pins is not null ? $"--pins goes with the other templates; with {DeliveryTemplates.Custom} each --set names its own."
            : sets.Count == 0 ? $"--template {DeliveryTemplates.Custom} needs at least one --set."
            : plan.Sum(s => (long)s.Pins) > KitDraw.MostPins ? $"--set: a kit holds at most {KitDraw.MostPins} PIN codes."
            : plan.Count < sets.Count ? $"--set: '{sets[parsed.IndexOf(null)]}' is not TYPE:SEATS:LICENSES:PINS[:CHOICE], with TYPE singleUser, multiUser or server (without SEATS), at least as many PINs as LICENSES, and CHOICE a letter."
            : null;
    }

    private static string? WithPins(string text, ref IReadOnlyList<SetPlan> plan)
    {
        var numbers = text.Split(',').Select(part => Number(part, out var number) ? number : 0).ToList();
        if (numbers.Count != plan.Count || plan.Zip(numbers).Any(s => s.Second < s.First.Licenses) || numbers.Sum(n => (long)n) > KitDraw.MostPins)
        {
            return $"--pins: {plan.Count} numbers were expected, with commas, at least {string.Join(',', plan.Select(s => s.Licenses))} and at most {KitDraw.MostPins} together.";
        }

        plan = [.. plan.Zip(numbers, (set, number) => set with { Pins = number })];
        return null;
    }

    private static SetPlan? Set(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is not (4 or 5) || !Enum.TryParse<LicenseType>(parts[0], ignoreCase: true, out var type) || !char.IsAsciiLetter(parts[0].FirstOrDefault())
            || !Number(parts[2], out var licenses) || !Number(parts[3], out var pins) || licenses < 1 || pins < licenses)
        {
            return null;
        }

        char? choice = parts.Length == 5 && parts[4] is [var letter] && char.IsAsciiLetterUpper(letter) ? letter : null;
        var seats = Number(parts[1], out var given) && given > 0 ? given : (int?)null;
        return (parts.Length == 5 && choice is null) || (type == LicenseType.Server) != (seats is null) ? null : new SetPlan(type, seats, licenses, pins, choice);
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static object InJson(Kit kit) => new
    {
        kit = kit.Number.Digits,
        product = kit.Product,
        sets = kit.Sets.Select(s => new { type = s.Type, seats = s.Seats, licenses = s.Licenses, choice = s.Choice, pins = s.Pins.Select(p => p.Code.Digits) }),
    };

    private static string InWords(Kit kit) => $"Kit {kit.Number}  {kit.Product}\n" + string.Join('\n', kit.Sets.Select(s =>
        $"  {Title(s.Type, s.Seats, s.Licenses, s.Choice?.ToString())}\n" + string.Join('\n', s.Pins.Select(p => $"    {p.Code.Spoken}"))));

    private static string Title(LicenseType type, int? seats, int licenses, string? choice) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}{(seats is null ? "" : $", workstations: {seats}")}, licenses: {licenses}{(choice is null ? "" : $", choice {choice}")}");
}
