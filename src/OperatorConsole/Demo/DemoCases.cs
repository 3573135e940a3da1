using System.Globalization;
using Data;
using Data.Sealing;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Violations;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Demo;

/// <summary>A handful of cases for the demo: customers ask over the network, the rules look, a supervisor has decided some.</summary>
internal sealed class DemoCases(Center center, Vault vault, MakeKits makeKits, AnswerFile answer, WatchHistory watch, ReportViolation report, DecideCase decide)
{
    private static readonly OwnerDetails Romashka = new() { Organization = "ООО «Ромашка»", LastName = "Петрова", FirstName = "Анна", Email = "buh@romashka.example", Country = "Россия", Town = "Тверь", Street = "Садовая", House = "12" };
    private static readonly OwnerDetails Vector = new() { Organization = "Vector Ltd.", LastName = "Orlov", FirstName = "Peter", Email = "office@vector.example", Country = "Serbia", Town = "Novi Sad", Street = "Main street", House = "4" };

    internal async Task FillAsync(CancellationToken cancellation)
    {
        var shared = await KitAsync("base", cancellation);
        await AskAsync(shared, Operation.Initial, 1, Romashka, 1, cancellation);
        foreach (var friend in (int[])[2, 3, 3, 4])
        {
            await AskAsync(shared, Operation.Initial, 1, Romashka with { Apartment = friend.ToString(CultureInfo.InvariantCulture) }, friend, cancellation);
        }

        var overused = await KitAsync("base", cancellation);
        for (var computer = 11; computer <= 13; computer++)
        {
            await AskAsync(overused, Operation.Initial, computer - 10, Vector, computer, cancellation);
        }

        await AlternateAsync(await KitAsync("client-5", cancellation), cancellation);
        var guessed = await KitAsync("base", cancellation);
        for (var attempt = 0; attempt < 13; attempt++)
        {
            await AskAsync(guessed, Operation.Initial, PinCode.Draw(), null, Vector, 31, "203.0.113.7", cancellation);
        }

        var copied = await KitAsync("base", cancellation);
        await AskAsync(copied, Operation.Initial, 1, Romashka, 1, cancellation);
        var anna = await PersonAsync(Roles.Operator, cancellation);
        await report.RunAsync(anna, new Report(copied.Number.Digits, ViolationRule.ReportedCopies.Id, "The caller said that license.lic lies in four folders of the terminal server, one for each branch.")
        {
            Files = [new ReportFile("call-notes.txt", "Folders: D:\\1c\\north, D:\\1c\\south, D:\\1c\\east, D:\\1c\\west"u8.ToArray())],
        }, cancellation);
        await watch.RunAsync(cancellation);
        await DecideAsync(overused, ViolationRule.MoreLaunchesThanLicenses, Ruling.NoViolation, "customer-mistake", "Bought one license for three cash desks, returned two kits the same day.", cancellation);
        await DecideAsync(guessed, ViolationRule.PinGuessing, Ruling.Violation, "guessed", "Thirteen PIN codes in a minute, none of them of this kit.", cancellation);
    }

    // There, back, there again: by spare PIN codes, each time "the board was replaced".
    private async Task AlternateAsync(Kit kit, CancellationToken cancellation)
    {
        await AskAsync(kit, Operation.Initial, 1, Vector, 21, cancellation);
        for (var pin = 2; pin <= 5; pin++)
        {
            await AskAsync(kit, Operation.RestoreWithSpare, kit.Sets[0].Pins[pin - 1].Code, kit.Sets[0].Pins[pin - 2].Code, Vector, 21 + ((pin + 1) % 2), "198.51.100.4", cancellation);
        }
    }

    private async Task<Kit> KitAsync(string template, CancellationToken cancellation) =>
        (await makeKits.RunAsync(Acting.System, "Accounting Suite 8", DeliveryTemplates.Find(template)!, 1, cancellation))[0];

    private Task AskAsync(Kit kit, Operation operation, int pin, OwnerDetails owner, int computer, CancellationToken cancellation) =>
        AskAsync(kit, operation, kit.Sets[0].Pins[pin - 1].Code, null, owner, computer, "192.0.2.15", cancellation);

    private Task AskAsync(Kit kit, Operation operation, PinCode pin, PinCode? current, OwnerDetails owner, int computer, string place, CancellationToken cancellation) =>
        answer.RunAsync(
            new LicenseRequestFile { Operation = operation, Kit = kit.Number, Pin = pin, CurrentPin = current, Unchanged = current is null ? null : false, Owner = owner, Computer = Computer(computer) },
            Method.Automatic, RequestSource.At(vault, "http", place), cancellation);

    private static KeyParameters Computer(int number) => new()
    {
        OsName = "Microsoft Windows 11 Pro",
        OsVersion = "10.0.22631",
        OsSerial = string.Create(CultureInfo.InvariantCulture, $"00330-80000-{number:D5}-AA{number:D3}"),
        OsInstallDate = string.Create(CultureInfo.InvariantCulture, $"17{number:D8}"),
        Host = string.Create(CultureInfo.InvariantCulture, $"buh-{number}"),
        Motherboard = number % 2 == 0 ? "ASUSTeK|PRIME B550M-A" : "MSI|B450 TOMAHAWK",
        Bios = number % 2 == 0 ? "UEFI AMI 2803" : "UEFI AMI 7C02v3",
        RamMib = 16304,
        Cpus = [number % 3 == 0 ? "Intel|6.151.2|Core i5-12400" : "AMD|25.33.0|Ryzen 5 5600X"],
        Nics = [string.Create(CultureInfo.InvariantCulture, $"A036BC{number:D6}")],
        Disks = [string.Create(CultureInfo.InvariantCulture, $"Samsung SSD 980|S64DNX0R{number:D3}")],
    };

    private async Task DecideAsync(Kit kit, ViolationRule rule, Ruling ruling, string reason, string text, CancellationToken cancellation)
    {
        var vera = await PersonAsync(Roles.Supervisor, cancellation);
        var number = kit.Number.Digits;
        var found = await center.ReadAsync(async db =>
        {
            var one = await db.Cases.SingleAsync(c => c.Rule == rule.Id && db.Kits.Any(k => k.Id == c.KitId && k.Number == number), cancellation);
            return (one.Reference, Latest: await db.Observations.Where(o => o.CaseId == one.Id).MaxAsync(o => o.Id, cancellation));
        }, cancellation);
        await decide.RunAsync(vera, found.Reference, new CaseDecision(ruling, reason, text, found.Latest), cancellation);
    }

    private Task<Acting> PersonAsync(string role, CancellationToken cancellation) => center.ReadAsync(async db =>
    {
        var person = await db.Users.SingleAsync(u => u.UserName == role, cancellation);
        return new Acting(person.Id, role, [role]);
    }, cancellation);
}
