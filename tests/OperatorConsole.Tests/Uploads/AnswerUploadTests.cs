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
    }

    private static byte[] Plain(LicenseRequestFile request) => Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request));

    private static Task<Uploaded> UploadAsync(ServedCenter center, byte[] file, bool confirmed = false) =>
        center.Console.Services.GetRequiredService<AnswerUpload>().RunAsync(Clerk, file, confirmed, TestContext.Current.CancellationToken);
}
