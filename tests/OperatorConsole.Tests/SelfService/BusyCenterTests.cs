using System.Globalization;
using Licensing.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.SelfService;

/// <summary>A database that somebody holds for longer than a request waits: customers are told to come again, and nothing is lost.</summary>
public sealed class BusyCenterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_database_is_held_page_and_interface_say_that_nothing_was_recorded_and_afterwards_the_same_request_gets_its_license()
    {
        await using var center = await ServedCenter.StartAsync();
        var (mine, other) = (ServedCenter.Request(await center.KitAsync("base")), ServedCenter.Request(await center.KitAsync("base")));
        using var english = center.OpenPage();
        using var russian = center.OpenPage();
        russian.Http.DefaultRequestHeaders.Add("Accept-Language", "ru");
        await english.OpenAsync();
        await using (await HoldAsync(center))
        {
            var (sent, told, said) = (center.SendAsync(mine), english.UploadAsync(LicenseRequestFile.Write(other)), russian.UploadAsync(LicenseRequestFile.Write(other)));

            var refused = await sent;
            (refused.Status, refused.Type).ShouldBe((503, "application/problem+json"));
            refused.Headers["Retry-After"].ShouldBe("5");
            PublicPage.Result((await told).Page).ShouldBe("not-taken");
            (await told).Page.QuerySelector("[data-testid=request-result]")!.TextContent.ShouldContain("recorded nothing of this file. Wait a minute and upload the same file again");
            PublicPage.Result((await said).Page).ShouldBe("not-taken");
            (await said).Page.QuerySelector("[data-testid=request-result]")!.TextContent.ShouldContain("загрузите тот же файл снова");
        }

        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(0);
        (await center.SendAsync(mine)).Status.ShouldBe(200);
        PublicPage.Result((await english.UploadAsync(LicenseRequestFile.Write(other))).Page).ShouldBe("issued");
    }

    // Another process at the same file: it has the write lock until it is let go.
    private static async Task<SqliteConnection> HoldAsync(ServedCenter center)
    {
        var place = await center.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()));
        var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"{place};Pooling=False"));
        await connection.OpenAsync(Cancellation);
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
