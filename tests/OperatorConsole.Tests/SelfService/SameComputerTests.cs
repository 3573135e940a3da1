using System.Text;
using Data.Acquisitions;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;
using OperatorConsole.Tests.Client;

namespace OperatorConsole.Tests.SelfService;

/// <summary>A computer that a system update changed: two people accept it as the same, and the same PIN then restores its license, by every channel.</summary>
public sealed class SameComputerTests
{
    private static readonly KeyParameters Updated = ClientRun.Workstation with { OsVersion = "13", Host = "sirena-2" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_telephone_the_code_that_was_refused_passes_when_a_second_person_has_approved()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var pin = Dictated.First(kit);
        await desk.FinishedAsync(Dictated.By(kit, pin));
        var license = await desk.ReadAsync(db => db.Licenses.Select(l => l.Id).SingleAsync(Cancellation));
        var changed = Dictated.By(kit, pin, Operation.Restore, pin, Dictated.OtherComputer);
        await RefusedAsync();

        var seen = await desk.ReadAsync(db => db.Ledger.Where(e => e.Reason == "computer-changed").Select(e => e.Id).SingleAsync(Cancellation));
        var proposed = await desk.Get<ProposeCorrection>().RunAsync(
            CallDesk.Anna, kit.Number.Digits, new Wanted(LedgerKind.ComputerAccepted, "system update", "call") { License = license, Seen = seen }, Cancellation);
        await RefusedAsync();
        (await desk.Get<DecideProposal>().RunAsync(CallDesk.Vera, proposed.Id, approve: true, Cancellation)).End.ShouldBe(ProposalEnd.Approved);

        // Nobody has to dictate anything else than what is on the caller's screen.
        await desk.FinishedAsync(changed);
        (await desk.ReadAsync(db => db.Licenses.Select(l => l.Id).SingleAsync(Cancellation))).ShouldBe(license);
        (await HistoryAsync(desk.Get<global::Data.Center>(), desk.Database.Vault, kit)).StateOf(pin).ShouldBe(PinState.Used);
        (await desk.ReadAsync(db => db.Announcements.CountAsync(Cancellation))).ShouldBe(0);

        async Task RefusedAsync() => (await desk.VerifyAsync(await desk.EnteredAsync(changed))).ShouldBeOfType<CodeRefused>().Reason.ShouldBe(Reason.ComputerChanged);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Over_the_internet_and_by_file_the_customer_program_gets_its_license_again(bool automatic, bool fromRefusedRequest)
    {
        await using var center = await ServedCenter.StartAsync();
        var kit = await center.KitAsync("base");
        var pin = kit.Sets[0].Pins[0].Code;
        (await GetAsync(center, kit, pin, automatic)).ShouldBeNull(center.Client.Error);
        var license = center.Kept().License;
        center.Client.Computer = Updated;
        (await center.Client.RunAsync("check", center.Client.At("a.lic"))).ShouldBe(1);
        (await GetAsync(center, kit, pin, automatic, "--operation", "restore")).ShouldBe("computer-changed");

        var (clerk, supervisor) = (await HireAsync(center, "clara", Roles.Clerk), await HireAsync(center, "vera", Roles.Supervisor));
        var row = await center.ReadAsync(db => db.Licenses.Select(l => l.Id).SingleAsync(Cancellation));
        var seen = await center.ReadAsync(db => db.Ledger.Where(e => e.Reason == "computer-changed").Select(e => e.Id).SingleAsync(Cancellation));
        var proposed = await Service<ProposeCorrection>(center).RunAsync(clerk, kit.Number.Digits, new Wanted(LedgerKind.ComputerAccepted, "system update", "letter")
        {
            License = row,
            Seen = fromRefusedRequest ? seen : null,
            Computer = fromRefusedRequest ? null : Updated,
        }, Cancellation);
        proposed.Objection.ShouldBeNull();
        (await GetAsync(center, kit, pin, automatic, "--operation", "restore")).ShouldBe("computer-changed");
        (await Service<DecideProposal>(center).RunAsync(supervisor, proposed.Id, approve: true, Cancellation)).End.ShouldBe(ProposalEnd.Approved);

        (await GetAsync(center, kit, pin, automatic, "--operation", "restore")).ShouldBeNull(center.Client.Error);
        (center.Kept().License, center.Kept().Computer.Host).ShouldBe((license, "SIRENA-2"));
        (await center.Client.RunAsync("check", center.Client.At("a.lic"))).ShouldBe(0, center.Client.Error);

        // What was accepted is what counts from now on: the computer as it was before is another one.
        center.Client.Computer = ClientRun.Workstation;
        (await GetAsync(center, kit, pin, automatic, "--operation", "restore")).ShouldBe("computer-changed");
        (await HistoryAsync(center.Center, Service<global::Data.Sealing.Vault>(center), kit)).StateOf(pin).ShouldBe(PinState.Used);
    }

    [Fact]
    public async Task Taken_back_by_two_people_the_computer_is_another_one_again()
    {
        await using var center = await ServedCenter.StartAsync();
        var kit = await center.KitAsync("base");
        var pin = kit.Sets[0].Pins[0].Code;
        (await GetAsync(center, kit, pin, automatic: true)).ShouldBeNull(center.Client.Error);
        var (clerk, supervisor) = (await HireAsync(center, "clara", Roles.Clerk), await HireAsync(center, "vera", Roles.Supervisor));
        var row = await center.ReadAsync(db => db.Licenses.Select(l => l.Id).SingleAsync(Cancellation));
        await CorrectAsync(new Wanted(LedgerKind.ComputerAccepted, "system update", "letter") { License = row, Computer = Updated });
        var accepted = (await HistoryAsync(center.Center, Service<global::Data.Sealing.Vault>(center), kit)).StandingCorrections.ShouldHaveSingleItem();
        await CorrectAsync(new Wanted(LedgerKind.CorrectionUndone, "it was another machine", "visit") { Undone = accepted.Number });

        center.Client.Computer = Updated;
        (await GetAsync(center, kit, pin, automatic: true, "--operation", "restore")).ShouldBe("computer-changed");
        center.Client.Computer = ClientRun.Workstation;
        (await GetAsync(center, kit, pin, automatic: true, "--operation", "restore")).ShouldBeNull(center.Client.Error);

        async Task CorrectAsync(Wanted wanted)
        {
            var proposed = await Service<ProposeCorrection>(center).RunAsync(clerk, kit.Number.Digits, wanted, Cancellation);
            (await Service<DecideProposal>(center).RunAsync(supervisor, proposed.Id, approve: true, Cancellation)).End.ShouldBe(ProposalEnd.Approved);
        }
    }

    private static T Service<T>(ServedCenter center)
        where T : notnull => center.Console.Services.GetRequiredService<T>();

    private static async Task<Acting> HireAsync(ServedCenter center, string name, string role) => new((await center.Console.HireAsync(name, role)).Id, name, [role]);

    private static Task<KitHistory> HistoryAsync(global::Data.Center center, global::Data.Sealing.Vault vault, Kit kit) =>
        center.ReadAsync(async db => (await LoadedKit.ByNumberAsync(db, vault, kit.Number.Digits)).ShouldNotBeNull().History, Cancellation);

    // By the program itself, or with its request file as every taker of files answers it. The code of the refusal, or null.
    private static async Task<string?> GetAsync(ServedCenter center, Kit kit, PinCode pin, bool automatic, params string[] more)
    {
        var client = center.Client;
        if (automatic)
        {
            return await center.AcquireAsync(kit, pin, more) == 0 ? null : client.Error.Split('(', ')')[^2];
        }

        (await client.RunAsync(["request", "--kit", kit.Number.Digits, "--pin", pin.Digits, "--owner", client.At("owner.json"), "--out", client.At("a.licreq"), .. more])).ShouldBe(0, client.Error);
        var answer = await Service<AnswerFile>(center).RunAsync(
            await File.ReadAllBytesAsync(client.At("a.licreq"), Cancellation), Method.File, new RequestSource("page", "page"), Cancellation);
        if (answer is not FileAnswer.Issued issued)
        {
            return answer.ShouldBeOfType<FileAnswer.Refused>().Decision.Reason.Code();
        }

        client.Write("a.lic", Encoding.UTF8.GetString(issued.File));
        return null;
    }
}
