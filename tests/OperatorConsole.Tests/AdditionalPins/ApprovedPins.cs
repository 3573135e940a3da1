using System.Text;
using Data;
using Data.AdditionalPins;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Issuing;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>Kits that are used up, whose owners ask for one more PIN code, and a clerk who has agreed: decisions that wait to take effect.</summary>
internal static class ApprovedPins
{
    /// <summary>Licenses that each kit gave or moved before its owner asked.</summary>
    internal const int Requests = 3;

    /// <summary>How often the license of each kit moved.</summary>
    internal const int Moves = Requests - 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The clerk.</summary>
    internal static Task HireAsync(IServiceProvider services) => services.GetRequiredService<Center>().WriteAsync(
        db => Task.FromResult(db.Users.Add(new StaffMember { Id = PinDesk.Olga.Id, UserName = PinDesk.Olga.Name, NormalizedUserName = "OLGA" })), Cancellation);

    /// <summary>The decision about one kit; it takes effect when its ten seconds are over.</summary>
    internal static async Task DecideAsync(IServiceProvider services, Kit kit)
    {
        var pins = kit.Pins.Select(p => p.Code).ToList();
        await IssueAsync(services, kit, pins[0], null);
        await IssueAsync(services, kit, pins[1], pins[0]);
        await IssueAsync(services, kit, pins[2], pins[1]);
        var said = new PinAsked { Kit = kit.Number.Digits, Company = RestorationCenter.Company.Organization, Pin = pins[2].Digits, Reason = "new board" };
        var number = await services.GetRequiredService<EnterPinRequest>().RunAsync(PinDesk.Olga, new CallerAsks(said, "Anna", "", "en"), Cancellation);
        var seen = await services.GetRequiredService<Center>().ReadAsync(db => db.Requests.Where(r => r.Number == number).Select(r => r.Stamp).SingleAsync(Cancellation), Cancellation);
        (await services.GetRequiredService<DecidePinRequest>().RunAsync(PinDesk.Olga, number, new PinDecision(PinAct.Approve, seen), Cancellation)).Result.ShouldBe(PinDecided.Pending);
    }

    /// <summary>Lets the time for taking them back be over for all that wait.</summary>
    internal static Task LetThemBeDueAsync(IServiceProvider services) => services.GetRequiredService<Center>().WriteAsync(
        db => db.PinDecisions.Where(d => d.State == PinDecisionState.Pending).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, d => (DateTimeOffset?)d.DecidedAt), Cancellation), Cancellation);

    // Each on a computer of its own, so that no rule takes two kits for one.
    private static async Task IssueAsync(IServiceProvider services, Kit kit, PinCode pin, PinCode? current) =>
        (await services.GetRequiredService<AnswerFile>().RunAsync(Encoding.UTF8.GetBytes(LicenseRequestFile.Write(new LicenseRequestFile
        {
            Operation = current is null ? Operation.Initial : Operation.RestoreWithSpare,
            Kit = kit.Number,
            Pin = pin,
            CurrentPin = current,
            Unchanged = current is null ? null : false,
            Owner = RestorationCenter.Company,
            Computer = RestorationCenter.Parameters with { Host = $"pc-{kit.Number.Digits}", Motherboard = $"Board {kit.Number.Digits}" },
        })), Method.File, new RequestSource("", "file"), Cancellation)).ShouldBeOfType<FileAnswer.Issued>();
}
