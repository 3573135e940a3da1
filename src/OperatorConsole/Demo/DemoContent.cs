using Data;
using Data.Acquisitions;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;

namespace OperatorConsole.Demo;

/// <summary>Kits and calls of the demo: made through the same use cases that staff use.</summary>
internal sealed class DemoContent(
    Center center, DemoPinRequests pinRequests, MakeKits makeKits, ChangeKit changeKit, TakeCall take, SaveDigits save, VerifyCode verify, IssueAnswer issue, RecordLine record, DropCall drop, DemoMail mail, DemoCases cases)
{
    private static readonly (string Product, string Template, int Count)[] Deliveries =
    [
        ("Accounting Suite 8", "base", 4), ("Accounting Suite 8", "client-5", 2), ("Trade Management 11", "package-10-server", 1),
        ("Trade Management 11", "client-50", 1), ("Payroll 3", "base", 2),
        ("Drafting Board 2", "base", 4),
    ];

    private readonly Acting _admin = Acting.System;

    /// <summary>Fills an empty demo; one that has kits is left as it is.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        if (await center.ReadAsync(db => db.Kits.AnyAsync(cancellation), cancellation))
        {
            return;
        }

        var kits = new List<Kit>();
        foreach (var (product, template, count) in Deliveries)
        {
            kits.AddRange(await makeKits.RunAsync(_admin, product, DeliveryTemplates.Find(template)!, count, cancellation));
        }

        var anna = await PersonAsync(Roles.Operator, cancellation);
        await FinishedAsync(anna, kits[0], lines: 10, cancellation);
        await drop.RunAsync(anna, await FinishedAsync(anna, kits[1], lines: 3, cancellation), cancellation);
        await drop.RunAsync(anna, await BegunAsync(anna, kits[8], groups: 7, cancellation), cancellation);
        await changeKit.RunAsync(_admin, kits[8].Number.Digits, LedgerKind.PinBlocked, kits[8].Pins.Last().Code, "reported as published by its owner", "a link in a forum", cancellation);
        await changeKit.RunAsync(_admin, kits[9].Number.Digits, LedgerKind.KitFrozen, null, "ownership disputed", "letters of both parties", cancellation);
        await mail.FillAsync([.. kits.Skip(10)], cancellation);
        await cases.FillAsync(cancellation);
        await pinRequests.FillAsync(kits[3], cancellation);
    }

    // An answer dictated so far; ten lines are the whole call.
    private async Task<string> FinishedAsync(Acting acting, Kit kit, int lines, CancellationToken cancellation)
    {
        var reference = await BegunAsync(acting, kit, Groups.DictationLength, cancellation);
        await verify.RunAsync(acting, reference, cancellation);
        var answer = await issue.RunAsync(acting, reference, cancellation) ?? throw new InvalidOperationException("The demo's call got no answer.");
        for (var line = 1; line <= lines; line++)
        {
            await record.RunAsync(acting, reference, line, answer.Expected(line), cancellation);
        }

        return reference;
    }

    private async Task<string> BegunAsync(Acting acting, Kit kit, int groups, CancellationToken cancellation)
    {
        var pin = kit.Sets.First(s => s.Type == LicenseType.SingleUser).Pins[0].Code;
        var code = RequestCode.For(Operation.Initial, kit.Number, pin, pin, 314391, new Sketch(0, 220, 319, 9, 9151971374));
        var digits = Groups.Digits([.. code.ToGroups(), code.CheckSum]);
        var reference = await take.RunAsync(acting, cancellation);
        await save.RunAsync(acting, reference, 1, digits[..(groups * 3)], cancellation);
        return reference;
    }

    private Task<Acting> PersonAsync(string name, CancellationToken cancellation) => center.ReadAsync(async db =>
    {
        var person = await db.Users.SingleAsync(u => u.UserName == name, cancellation);
        return new Acting(person.Id, name, [Roles.Operator]);
    }, cancellation);
}
