using System.Net;
using System.Text;
using Licensing.Acquisitions;
using Licensing.Files;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The public page, used as a browser without scripts uses it.</summary>
public sealed class RequestPageTests : IAsyncLifetime
{
    private ServedCenter _center = null!;
    private PublicPage _page = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _center = await ServedCenter.StartAsync("--SelfService:RequestsPerMinute", "4");
        _page = _center.OpenPage();
    }

    public async ValueTask DisposeAsync()
    {
        _page.Dispose();
        await _center.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_is_uploaded_gets_its_license_by_an_address_that_says_nothing()
    {
        var request = ServedCenter.Request(await _center.KitAsync("base"));
        var (location, page) = await _page.UploadAsync(Encrypted(request));

        location.ShouldStartWith("/request?answer=");
        location.ShouldNotContain(request.Pin.Digits);
        PublicPage.Result(page).ShouldBe("issued");
        using var download = await _page.SaveAsync(page);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileName.ShouldBe($"license-{request.Kit.Digits}-1.lic");
        var bytes = await download.Content.ReadAsByteArrayAsync(Cancellation);
        LicenseDetailsFile.Read(Encoding.UTF8.GetString(bytes)).Details.Method.ShouldBe(Method.File);
        bytes.ShouldBe((await _center.SendAsync(request)).Body);
    }

    [Theory]
    [InlineData("en", "No license was given", "so there is nothing to restore")]
    [InlineData("ru", "Лицензия не выдана", "восстанавливать нечего")]
    public async Task A_refusal_says_what_to_do(string language, string title, string advice)
    {
        _page.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        var (_, page) = await _page.UploadAsync(Encrypted(ServedCenter.Request(await _center.KitAsync("base")) with { Operation = Operation.Restore, Unchanged = true }));

        PublicPage.Result(page).ShouldBe("refused");
        page.QuerySelector("#result-title")!.TextContent.ShouldBe(title);
        page.QuerySelector("[data-reason=nothing-to-restore]")!.TextContent.ShouldContain(advice);
        page.QuerySelector("[data-testid=save-license]").ShouldBeNull();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_its_member_and_one_that_is_too_large_that_it_is()
    {
        var (_, unread) = await _page.UploadAsync("""{ "format": "license-request/1", "operation": "first" }""");
        PublicPage.Result(unread).ShouldBe("unreadable");
        unread.QuerySelector("[data-testid=request-result]")!.TextContent.ShouldContain("operation");

        var (_, large) = await _page.UploadAsync(new string(' ', 70_000));
        PublicPage.Result(large).ShouldBe("not-taken");
        large.QuerySelector("[data-testid=request-result]")!.TextContent.ShouldContain("64");
    }

    [Theory]
    [InlineData("licensing@vendor.example")]
    [InlineData(null)]
    public async Task Whoever_is_refused_is_told_where_to_write_once_an_address_is_set(string? address)
    {
        await using var center = address is null ? await ServedCenter.StartAsync() : await ServedCenter.StartAsync("--Mail:From", address);
        using var page = center.OpenPage();
        var (_, refused) = await page.UploadAsync(LicenseRequestFile.Write(ServedCenter.Request(await center.KitAsync("base")) with { Operation = Operation.Restore, Unchanged = true }));

        refused.QuerySelector("[data-testid=contact] a")?.GetAttribute("href").ShouldBe(address is null ? null : $"mailto:{address}");
        (refused.QuerySelector("[data-testid=contact]") is null).ShouldBe(address is null);
    }

    [Fact]
    public async Task Customers_who_come_to_the_sign_in_find_their_page()
    {
        var page = await _page.OpenAsync("/sign-in");
        page.QuerySelector("[data-testid=customers]")!.GetAttribute("href").ShouldBe(PublicPage.Path);
    }

    [Fact]
    public async Task Nothing_chosen_is_said_and_nothing_is_recorded()
    {
        var (location, page) = await _page.UploadAsync(null);
        location.ShouldBeEmpty();
        page.QuerySelector("#nothing-chosen")!.GetAttribute("role").ShouldBe("alert");
    }

    [Fact]
    public async Task Whoever_uploads_too_often_is_asked_to_wait()
    {
        for (var i = 0; i < 4; i++)
        {
            await _page.UploadAsync("{}");
        }

        var (_, page) = await _page.UploadAsync("{}");
        PublicPage.Result(page).ShouldBe("not-taken");
        page.QuerySelector("[data-testid=request-result]")!.TextContent.ShouldContain("Wait a minute");
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_taken_and_a_made_up_ticket_shows_nothing()
    {
        using var form = PublicPage.Form("{}", []);
        (await _page.Http.PostAsync(new Uri("/request", UriKind.Relative), form, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await _page.OpenAsync("/request?answer=made-up")).QuerySelector("[data-testid=request-result]").ShouldBeNull();
        using var gone = await _page.Http.GetAsync(new Uri("/request/license?answer=made-up", UriKind.Relative), Cancellation);
        gone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_longer_than_any_of_ours_is_not_read()
    {
        using var form = PublicPage.Form(new string(' ', 2 * 1024 * 1024), []);
        (await _page.Http.PostAsync(new Uri("/request", UriKind.Relative), form, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private string Encrypted(LicenseRequestFile request) => EncryptedRequest.Write(request, _center.Keys.Published.EncryptionKey!);
}
