using System.Text;
using Data.Acquisitions;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Uploads;
using OperatorConsole.Shell;
using OperatorConsole.Tests.SelfService;

namespace OperatorConsole.Tests.Uploads;

public sealed class AnswerUploadTests
{
    private static readonly Acting Clerk = new("clerk-1", "clerk", [Roles.Clerk]);

    [Fact]
    public async Task A_file_from_a_stick_is_answered_by_the_file_method_and_the_person_is_recorded()
    {
        await using var center = await ServedCenter.StartAsync();
        var file = Plain(ServedCenter.Request(await center.KitAsync("server")));

        var issued = (await UploadAsync(center, file)).ShouldBeOfType<Uploaded.Issued>();
        var again = (await UploadAsync(center, file)).ShouldBeOfType<Uploaded.Issued>();

        issued.Details.Method.ShouldBe(Method.File);
        (issued.Repeated, again.Repeated).ShouldBe((false, true));
        again.Details.License.ShouldBe(issued.Details.License);
        (await center.ReadAsync(db => db.Ledger.Where(e => e.Kind == LedgerKind.Request).Select(e => e.ActorId).Distinct().SingleAsync())).ShouldBe("clerk-1");
    }

    [Fact]
    public async Task A_license_that_decides_the_choice_of_a_kit_waits_until_a_person_has_seen_it()
    {
        await using var center = await ServedCenter.StartAsync();
        var kit = await center.KitAsync("client-5");
        var file = Plain(ServedCenter.Request(kit));

        var decides = (await UploadAsync(center, file)).ShouldBeOfType<Uploaded.Decides>();
        decides.Against.Single().Type.ShouldNotBe(decides.Set.Type);
        (await center.ReadAsync(db => db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request))).ShouldBe(0);

        (await UploadAsync(center, file, confirmed: true)).ShouldBeOfType<Uploaded.Issued>();

        // Decided is decided: the next one asks nothing.
        (await UploadAsync(center, Plain(ServedCenter.Request(kit, pin: 2)))).ShouldBeOfType<Uploaded.Issued>();
        (await UploadAsync(center, Plain(ServedCenter.Request(kit, set: 2)))).ShouldBeOfType<Uploaded.Refused>().Reasons[0].Code.ShouldBe("pin-void");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_its_member()
    {
        await using var center = await ServedCenter.StartAsync();
        var text = LicenseRequestFile.Write(ServedCenter.Request(await center.KitAsync("base"))).Replace("\"ramMib\": 16384", "\"ramMib\": \"much\"", StringComparison.Ordinal);
        var unreadable = (await UploadAsync(center, Encoding.UTF8.GetBytes(text))).ShouldBeOfType<Uploaded.Unreadable>();
        unreadable.Member.ShouldBe("computer.ramMib");
        unreadable.Fault.ShouldContain("computer.ramMib");

        var wrong = unreadable.File.Members.Where(m => m.Expected is not null).ShouldHaveSingleItem();
        wrong.ShouldBe(new UploadedMember("computer.ramMib", "much", "a whole number of MiB from 0 to 4294967295 was expected"));
        unreadable.File.Members.ShouldContain(new UploadedMember("owner.organization", "Vector Ltd.", null));
        unreadable.File.Kit.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "format": "license-request/1", "operation": "initial" }""", "kit", "")]
    [InlineData("""{ "format": "license-request/1", "operation": "initial", "kit": "075312509", "pin": "746185858112352", "computer": { "nics": { "a": "b" } } }""", "computer.nics.a", "b")]
    public async Task A_member_that_is_not_there_or_holds_others_is_marked_as_well(string text, string path, string value)
    {
        await using var center = await ServedCenter.StartAsync();
        var unreadable = (await UploadAsync(center, Encoding.UTF8.GetBytes(text))).ShouldBeOfType<Uploaded.Unreadable>();
        var wrong = unreadable.File.Members.Where(m => m.Expected is not null).ShouldHaveSingleItem();
        (wrong.Path, wrong.Value).ShouldBe((path, value));
    }

    [Fact]
    public async Task Beside_the_outcome_stands_what_the_file_says_with_its_pin_masked_and_how_the_kit_stands()
    {
        await using var center = await ServedCenter.StartAsync();
        var kit = await center.KitAsync("base");
        var file = ServedCenter.Request(kit);
        var issued = (await UploadAsync(center, Plain(file))).ShouldBeOfType<Uploaded.Issued>();
        issued.File.Members.ShouldContain(new UploadedMember("pin", file.Pin.Masked, null));
        issued.File.Members.ShouldAllBe(m => !m.Value.Contains(file.Pin.Digits, StringComparison.Ordinal));
        issued.File.Parameters.ShouldBeEmpty("there was no license to hold it against");
        issued.File.Kit!.ShouldBe(new UploadedKit(kit.Number.Digits, "Drafting board", KitState.Normal, Named: true, issued.File.Kit!.Standing));

        var changed = file with { Operation = Operation.Restore, Unchanged = true, Computer = file.Computer with { RamMib = 8192 } };
        var refused = (await UploadAsync(center, Plain(changed))).ShouldBeOfType<Uploaded.Refused>();
        refused.Reasons[0].Code.ShouldBe("computer-changed");
        var memory = refused.File.Parameters.Where(p => p.Changed).ShouldHaveSingleItem();
        (memory.Code, memory.Then!.Single(), memory.Now.Single()).ShouldBe(("ram", "16384", "8192"));
    }

    [Fact]
    public async Task A_file_that_names_another_kit_than_that_of_its_pin_says_so()
    {
        await using var center = await ServedCenter.StartAsync();
        var (kit, other) = (await center.KitAsync("base"), await center.KitAsync("base"));
        var refused = (await UploadAsync(center, Plain(ServedCenter.Request(kit) with { Kit = other.Number }))).ShouldBeOfType<Uploaded.Refused>();
        (refused.File.Kit!.Number, refused.File.Kit.Named).ShouldBe((kit.Number.Digits, false));
    }

    [Fact]
    public async Task A_frozen_kit_is_shown_as_frozen()
    {
        await using var center = await ServedCenter.StartAsync();
        var kit = await center.KitAsync("base");
        await center.Center.WriteAsync(
            async db => db.Ledger.Add(new LedgerRow
            {
                At = TimeProvider.System.GetUtcNow(),
                Kind = LedgerKind.KitFrozen,
                KitId = (await db.Kits.SingleAsync(k => k.Number == kit.Number.Digits)).Id,
            }),
            TestContext.Current.CancellationToken);
        var refused = (await UploadAsync(center, Plain(ServedCenter.Request(kit)))).ShouldBeOfType<Uploaded.Refused>();
        refused.Reasons[0].Code.ShouldBe("kit-frozen");
        refused.File.Kit!.State.ShouldBe(KitState.Frozen);
    }

    private static byte[] Plain(LicenseRequestFile request) => Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request));

    private static Task<Uploaded> UploadAsync(ServedCenter center, byte[] file, bool confirmed = false) =>
        center.Console.Services.GetRequiredService<AnswerUpload>().RunAsync(Clerk, file, confirmed, TestContext.Current.CancellationToken);
}
