using System.Globalization;
using System.Text;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OperatorConsole.Issuing;

namespace OperatorConsole.Tests.Issuing;

public sealed class AnswerFileTests
{
    private static readonly RequestSource Upload = new("http:1", "http");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_file_gets_a_license_that_holds_on_its_computer_alone()
    {
        await using var center = await RestorationCenter.WithAsync("server");
        var request = Request(center) with { InstallOn = new InstallationTarget("srv-1") };
        var issued = (await SendAsync(center, Encrypted(center, request))).ShouldBeOfType<FileAnswer.Issued>();

        issued.Repeated.ShouldBeFalse();
        var license = LicenseDetailsFile.Read(Encoding.UTF8.GetString(issued.File));
        license.Details.ShouldSatisfyAllConditions(
            details => details.License.ShouldBe(issued.LicenseId),
            details => details.Product.ShouldBe("Drafting board"),
            details => details.Type.ShouldBe(Licensing.Kits.LicenseType.Server),
            details => details.Seats.ShouldBeNull(),
            details => details.Method.ShouldBe(Method.File),
            details => details.Computer.Virtual.ShouldBeTrue(),
            details => details.InstallOn.ShouldBe(new InstallationTarget("srv-1", 1540)));
        var keys = new PublicKeys(center.Keys).Published;
        LicenseCheck.Of(license, CanonicalComputer.From(request.Computer), keys).ShouldBeOfType<LicenseVerdict.Valid>();
        LicenseCheck.Of(license, CanonicalComputer.From(request.Computer with { Host = "galatea" }), keys).ShouldBeOfType<LicenseVerdict.ComputerChanged>();
    }

    [Fact]
    public async Task The_same_request_gets_the_same_bytes_by_whatever_channel_it_comes()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var request = Request(center);
        var first = (await SendAsync(center, Plain(request))).ShouldBeOfType<FileAnswer.Issued>();
        center.Fixture.Clock.Advance(TimeSpan.FromDays(3));

        var again = (await SendAsync(center, Encrypted(center, request with { Program = "another 2.0" }), Method.Automatic)).ShouldBeOfType<FileAnswer.Issued>();

        again.Repeated.ShouldBeTrue();
        again.File.ShouldBe(first.File);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Weighing_says_what_would_be_answered_and_records_nothing()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var before = await center.ReadAsync(db => db.Ledger.CountAsync());

        (await WeighAsync(center, Plain(Request(center)))).ShouldBeOfType<FileOpinion.Read>().IsGrant.ShouldBeTrue();
        var other = Request(center) with { Operation = Operation.Restore, Unchanged = true };
        (await WeighAsync(center, Plain(other))).ShouldBeOfType<FileOpinion.Read>().Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.NothingToRestore);
        (await WeighAsync(center, "{}"u8.ToArray())).ShouldBeOfType<FileOpinion.Unreadable>().Member.ShouldBe("format");

        (await center.ReadAsync(db => db.Ledger.CountAsync())).ShouldBe(before);
        (await center.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_caller_writes_beside_it_stands_or_falls_with_the_license()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var file = Plain(Request(center));
        await Should.ThrowAsync<InvalidOperationException>(() => center.Fixture.Center.WriteAsync(async db =>
        {
            (await center.Files.RunAsync(db, file, Method.File, Upload)).ShouldBeOfType<FileAnswer.Issued>();
            throw new InvalidOperationException("the reply cannot be queued");
        }, Cancellation));
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(0);

        await center.Fixture.Center.WriteAsync(async db =>
        {
            await center.Files.RunAsync(db, file, Method.File, Upload);
            await center.Fixture.Journal.AppendAsync(db, "mail", "reply-queued", "1");
        }, Cancellation);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await center.ReadAsync(db => db.Journal.CountAsync(e => e.Act == "reply-queued"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_restored_license_goes_on_naming_the_computer_of_the_first_acquisition()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var request = Request(center);
        await SendAsync(center, Plain(request));
        var grown = request with { Operation = Operation.Restore, Unchanged = true, Computer = request.Computer with { RamMib = 65536, Disks = ["Samsung|1", "Samsung|2"] } };

        var restored = (await SendAsync(center, Plain(grown))).ShouldBeOfType<FileAnswer.Issued>();

        var details = LicenseDetailsFile.Read(Encoding.UTF8.GetString(restored.File)).Details;
        details.Operation.ShouldBe(Operation.Restore);
        details.Computer.RamMib.ShouldBe(16384);
        details.Computer.Disks.ShouldBe(["SAMSUNG|1"]);
        details.License.ShouldBe("1");
    }

    [Fact]
    public async Task A_moved_license_keeps_its_id_and_names_the_computer_that_it_moved_to()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var request = Request(center);
        await SendAsync(center, Plain(request));
        var moved = request with
        {
            Operation = Operation.RestoreWithSpare,
            Pin = center.Pin(2),
            CurrentPin = request.Pin,
            Computer = request.Computer with { Host = "galatea" },
        };

        var details = LicenseDetailsFile.Read(Encoding.UTF8.GetString((await SendAsync(center, Plain(moved))).ShouldBeOfType<FileAnswer.Issued>().File)).Details;
        details.License.ShouldBe("1");
        details.Computer.Host.ShouldBe("GALATEA");
        (await SendAsync(center, Plain(request))).ShouldBeOfType<FileAnswer.Refused>().Decision.Reason.ShouldBe(Reason.LicenseMoved);
    }

    [Theory]
    [InlineData("en", "Changed: memory, network adapters.", "No unused PIN code is left", "Member “owner.towns”: no such member is known.")]
    [InlineData("ru", "Изменилось: оперативная память, сетевые адаптеры.", "Неиспользованных пинкодов в наборе не осталось", "Поле «owner.towns»:")]
    public async Task A_customer_is_told_kinds_and_ways_on_in_his_language_and_no_value(string language, string changed, string hint, string member)
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var words = new CustomerWords(Localizer());
        var request = Request(center);
        await SendAsync(center, Plain(request));
        for (var spare = 2; spare <= 3; spare++)
        {
            await SendAsync(center, Plain(request with { Operation = Operation.RestoreWithSpare, Pin = center.Pin(spare), CurrentPin = center.Pin(spare - 1), Unchanged = false }));
        }

        var smaller = request with { Operation = Operation.Restore, Pin = center.Pin(3), Unchanged = true, Computer = request.Computer with { RamMib = 4096, Nics = [] } };
        var refused = (await SendAsync(center, Plain(smaller))).ShouldBeOfType<FileAnswer.Refused>();

        var told = words.Of(refused.Decision, CultureInfo.GetCultureInfo(language));
        told.Select(reason => reason.Code).ShouldBe(["computer-changed", "request-additional-pins"]);
        told[0].Message.ShouldContain(changed);
        told[0].Message.ShouldNotContain("16384");
        told[1].Message.ShouldContain(hint);
        words.Of("owner.towns", Expectation.NoSuchMember, null, CultureInfo.GetCultureInfo(language)).ShouldContain(member);
        foreach (var reason in Enum.GetValues<Reason>())
        {
            words.Of(new Refused(reason), CultureInfo.GetCultureInfo(language)).Single().Message.ShouldNotStartWith("Refused.", Case.Sensitive, reason.Code());
        }

        foreach (var expectation in Enum.GetValues<Expectation>())
        {
            words.Of("", expectation, null, CultureInfo.GetCultureInfo(language)).ShouldNotContain("Expected.", Case.Sensitive, expectation.ToString());
        }
    }

    internal static LicenseRequestFile Request(RestorationCenter center) => new()
    {
        Operation = Operation.Initial,
        Kit = center.Kit.Number,
        Pin = center.Pin(1),
        Owner = RestorationCenter.Company,
        Computer = RestorationCenter.Parameters with { Virtual = true },
    };

    private static byte[] Plain(LicenseRequestFile request) => Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request));

    private static byte[] Encrypted(RestorationCenter center, LicenseRequestFile request) =>
        Encoding.UTF8.GetBytes(EncryptedRequest.Write(request, new PublicKeys(center.Keys).Published.EncryptionKey!));

    private static Task<FileAnswer> SendAsync(RestorationCenter center, byte[] file, Method method = Method.File) =>
        center.Files.RunAsync(file, method, Upload, Cancellation);

    private static Task<FileOpinion> WeighAsync(RestorationCenter center, byte[] file) =>
        center.ReadAsync(db => center.Files.WeighAsync(db, file, Method.File, Upload));

    private static IStringLocalizer<IssuingTexts> Localizer() =>
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<IssuingTexts>>();
}
