using System.Text;
using Data.Staff;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Kits;

public sealed class KitCsvTests
{
    private const string Head = "kit,product,template or type,seats,licenses,choice,pin\n";
    private static readonly Acting Max = new("max-id", "max", [Roles.Admin]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_exported_with_pins_imports_elsewhere_as_the_same_kits()
    {
        await using var here = await CallDesk.StartAsync();
        await using var there = await CallDesk.StartAsync();
        var kits = await here.Get<MakeKits>().RunAsync(Max, "=Payroll, \"3\"", DeliveryTemplates.Find("package-10-server")!, 2, Cancellation);
        var file = await here.Get<ExportKits>().RunAsync(Max, withPins: true, Cancellation);

        var imported = await there.Get<ImportKits>().RunAsync(Max, file, Cancellation);
        imported.Faults.ShouldBeEmpty();
        (imported.Kits.Count, imported.Pins).ShouldBe((2, 72));
        foreach (var kit in kits)
        {
            var view = (await there.Get<ShowKit>().RunAsync(Max, kit.Number.Digits, Cancellation)).ShouldNotBeNull();
            view.Product.ShouldBe(kit.Product);
            view.Sets.Select(s => (s.Type, s.Seats, s.Licenses, s.Choice, s.Pins.Count))
                .ShouldBe(kit.Sets.Select(s => (s.Type, s.Seats, s.Licenses, s.Choice?.ToString(), s.Pins.Count)));
            view.Sets.SelectMany(s => s.Pins).Select(p => p.Pin).ShouldBe(kit.Pins.Select(p => p.Code.Masked));
        }

        (await there.Get<ExportKits>().RunAsync(Max, withPins: true, Cancellation)).ShouldBe(file);
    }

    [Fact]
    public async Task An_export_has_no_pins_unless_asked_for_and_a_spreadsheet_runs_nothing_of_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = (await desk.Get<MakeKits>().RunAsync(Max, "=HYPERLINK(1)", DeliveryTemplates.Find("base")!, 1, Cancellation))[0];
        var without = Encoding.UTF8.GetString(await desk.Get<ExportKits>().RunAsync(Max, withPins: false, Cancellation));
        without.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        kit.Pins.ShouldAllBe(pin => !without.Contains(pin.Code.Digits));
        without.ShouldContain("'=HYPERLINK(1)");

        var with = Encoding.UTF8.GetString(await desk.Get<ExportKits>().RunAsync(Max, withPins: true, Cancellation));
        kit.Pins.ShouldAllBe(pin => with.Contains(pin.Code.Digits));
        (await desk.ReadAsync(db => db.Journal.Where(e => e.Act.StartsWith("kits-exported")).OrderBy(e => e.Sequence).Select(e => e.Act).ToListAsync(Cancellation)))
            .ShouldBe(["kits-exported", "kits-exported-with-pins"]);
    }

    [Fact]
    public async Task One_fault_and_nothing_is_imported_and_every_fault_is_named_by_its_line()
    {
        await using var desk = await CallDesk.StartAsync();
        var known = await desk.KitAsync();
        var kit = KitDraw.Make(KitDraw.Number(), "Payroll 3", DeliveryTemplates.Find("base")!);
        var (number, pins) = (kit.Number.Digits, kit.Pins.Select(p => p.Code.Digits).ToArray());
        var other = KitDraw.Make(KitDraw.Number(), "Payroll 3", DeliveryTemplates.Find("base")!);
        var wrong = Mistyped(pins[0]);
        var file = Head
            + $",Payroll 3,client-5,,,,\n"                                                // 2: right
            + $"{number},Payroll 3,singleUser,1,1,,{wrong}\n"                             // 3
            + $"{number},Payroll 3,singleUser,1,1,,{pins[1]}\n"                           // 4: right
            + $"{number},Payroll 3,singleUser,1,1,,{pins[1]}\n"                           // 5: twice
            + $"{number},Payroll 4,singleUser,1,1,,{pins[2]}\n"                           // 6: another product
            + $"{Mistyped(number)},Payroll 3,server,,1,,{other.Pins.First().Code.Digits}\n" // 7
            + $"{known.Number.Digits},Payroll 3,base,,,,\n"                               // 8
            + $",Payroll 3,client-7,,,,\n"                                                // 9: no template, so a kit number is missing
            + $",Payroll 3,base,1,,,\n"                                                   // 10
            + "too,few\n";                                                                // 11
        var imported = await desk.Get<ImportKits>().RunAsync(Max, Encoding.UTF8.GetBytes(file), Cancellation);

        imported.Faults.ShouldBe(
        [
            new(3, CsvProblem.Pin), new(5, CsvProblem.PinTaken), new(6, CsvProblem.Product), new(7, CsvProblem.Kit),
            new(8, CsvProblem.KitExists), new(9, CsvProblem.Kit), new(10, CsvProblem.Template), new(11, CsvProblem.Shape),
        ]);
        (await desk.ReadAsync(db => db.Kits.CountAsync(Cancellation))).ShouldBe(1);
    }

    [Theory]
    [InlineData("", CsvProblem.Header, 1)]
    [InlineData("kit;product\n", CsvProblem.Header, 1)]
    [InlineData(Head + "NUMBER,P,floating,1,1,,PIN\n", CsvProblem.Type, 2)]
    [InlineData(Head + "NUMBER,P,server,,,,PIN\n", CsvProblem.Licenses, 2)]
    [InlineData(Head + "NUMBER,P,0,1,1,,PIN\n", CsvProblem.Type, 2)]
    [InlineData(Head + "NUMBER,P,singleUser,,1,,PIN\n", CsvProblem.Seats, 2)]
    [InlineData(Head + "NUMBER,P,server,5,1,,PIN\n", CsvProblem.Seats, 2)]
    [InlineData(Head + "NUMBER,P,singleUser,1,2,,PIN\n", CsvProblem.Licenses, 2)]
    [InlineData(Head + "NUMBER,P,multiUser,5,2,,PIN\n", CsvProblem.Licenses, 2)]
    [InlineData(Head + "NUMBER,P,multiUser,5,1,ab,PIN\n", CsvProblem.Choice, 2)]
    [InlineData(Head + "NUMBER,,multiUser,5,1,A,PIN\n", CsvProblem.Product, 2)]
    [InlineData(Head + "NUMBER,P,singleUser,1,1,,\n", CsvProblem.Pin, 2)]
    public async Task A_line_that_is_wrong_is_told_by_what_is_wrong(string file, CsvProblem problem, int line)
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = KitDraw.Make(KitDraw.Number(), "P", DeliveryTemplates.Find("base")!);
        var text = file.Replace("NUMBER", kit.Number.Digits, StringComparison.Ordinal).Replace("PIN", kit.Pins.First().Code.Digits, StringComparison.Ordinal);
        (await desk.Get<ImportKits>().CheckAsync(Max, Encoding.UTF8.GetBytes(text), Cancellation)).Faults.ShouldBe([new(line, problem)]);
    }

    [Fact]
    public async Task A_pin_of_another_kit_is_found_and_a_semicolon_separates_as_well()
    {
        await using var desk = await CallDesk.StartAsync();
        var known = await desk.KitAsync();
        var text = Head.Replace(',', ';') + $"{KitDraw.Number().Digits};P;singleUser;1;1;;{known.Pins.First().Code.Digits}\n";
        (await desk.Get<ImportKits>().RunAsync(Max, Encoding.UTF8.GetBytes(text), Cancellation)).Faults.ShouldBe([new(2, CsvProblem.PinTaken)]);
    }

    private static string Mistyped(string digits) => digits[..^1] + (char)('0' + ((digits[^1] - '0' + 1) % 10));
}
