using System.Globalization;
using System.Text;
using Data.Staff;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Uploads;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Client;

namespace OperatorConsole.Tests.SelfService;

/// <summary>A request file that somebody edited and broke: every door says in which line, and quotes nothing of it.</summary>
public sealed class BrokenTextTests : IAsyncLifetime
{
    private const string Canary = "746185858112352";

    // The comma is missing in the middle of line 5.
    private const string Broken = """
        {
          "format": "license-request/1",
          "operation": "initial",
          "kit": "075312509",
          "pin": "746185858112352" "currentPin": null
        }
        """;

    private ServedCenter _center = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _center = await ServedCenter.StartAsync();

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Theory]
    [InlineData("en", "The request file cannot be read: a JSON text was expected. The error is in line 5 at character 28, or just before.")]
    [InlineData("ru", "Файл запроса не читается: ожидался текст JSON. Ошибка в строке 5, у символа 28 или прямо перед ним.")]
    public async Task Interface_page_and_clerks_upload_tell_the_line_and_nothing_that_stands_there(string language, string told)
    {
        var sent = await _center.SendAsync(Broken, language: language);
        sent.Status.ShouldBe(400);
        sent.Text.ShouldContain(told);
        sent.Text.ShouldNotContain(Canary);

        using var page = _center.OpenPage();
        page.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        var (location, result) = await page.UploadAsync(Broken);
        location.ShouldNotContain(Canary);
        PublicPage.Result(result).ShouldBe("unreadable");
        result.QuerySelector("[data-testid=request-result] p")!.TextContent.ShouldBe(told);
        result.Source.Text.ShouldNotContain(Canary);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var uploaded = await _center.Console.Services.GetRequiredService<AnswerUpload>()
            .RunAsync(new Acting("clerk-1", "clerk", [Roles.Clerk]), Encoding.UTF8.GetBytes(Broken), confirmed: false, Cancellation);
        uploaded.ShouldBeOfType<Uploaded.Unreadable>().ShouldSatisfyAllConditions(
            unreadable => unreadable.Member.ShouldBeEmpty(),
            unreadable => unreadable.Fault.ShouldBe(told));
    }

    [Theory]
    [InlineData("en-US", "the error is in line 5 at character 18, or just before")]
    [InlineData("ru-RU", "ошибка в строке 5, у символа 18 или прямо перед ним")]
    public async Task The_customer_program_tells_the_line_of_its_own_files(string language, string told)
    {
        var client = _center.Client;
        client.Language = CultureInfo.GetCultureInfo(language);
        client.Write("owner.json", "{\n  \"organization\": \"Romashka LLC\",\n  \"lastName\": \"Ivanov\",\n  \"country\": \"\",\n  \"town\": \"Tver\" \"zip\": \"170000\"\n}");
        (await client.RunAsync("request", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", client.At("owner.json"), "--out", client.At("a.licreq"))).ShouldBe(2);
        client.Error.ShouldContain(told);
        File.Exists(client.At("a.licreq")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("en", "the file is empty")]
    [InlineData("ru", "файл пуст")]
    public async Task An_empty_file_is_told_to_be_empty(string language, string told)
    {
        (await _center.SendAsync("", language: language)).Text.ShouldContain(told);

        using var page = _center.OpenPage();
        page.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        var (_, result) = await page.UploadAsync("");
        PublicPage.Result(result).ShouldBe("unreadable");
        result.QuerySelector("[data-testid=request-result] p")!.TextContent.ShouldContain(told);
    }
}
