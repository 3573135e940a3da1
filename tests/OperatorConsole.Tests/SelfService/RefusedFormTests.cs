using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Parser;

namespace OperatorConsole.Tests.SelfService;

/// <summary>Forms that nobody reads: whoever sent one sees a page that says so and leads back, never an empty one.</summary>
public sealed class RefusedFormTests : IAsyncLifetime
{
    private const int TooLong = 2 * 1024 * 1024;
    private ServedCenter _center = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _center = await ServedCenter.StartAsync();

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Theory]
    [InlineData("too long", 413, "en", "What was sent is too large")]
    [InlineData("too long", 413, "ru", "Отправлено слишком много")]
    [InlineData("too long and silent about it", 413, "en", "What was sent is too large")]
    [InlineData("of another boundary", 400, "en", "This request cannot be taken")]
    [InlineData("of another boundary", 400, "ru", "Такой запрос принять нельзя")]
    [InlineData("without its token", 400, "en", "This request cannot be taken")]
    public async Task A_form_that_is_not_read_is_told_on_a_page_that_leads_back(string form, int status, string language, string title)
    {
        using var page = _center.OpenPage();
        page.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        var token = await page.TokenAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, PublicPage.Path)
        {
            Content = PublicPage.Form(form.StartsWith("too long", StringComparison.Ordinal) ? new string(' ', TooLong) : "{}", form == "without its token" ? [] : token),
        };
        message.Headers.TransferEncodingChunked = form == "too long and silent about it";
        if (form == "of another boundary")
        {
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=somewhere-else");
        }

        using var answer = await page.Http.SendAsync(message, Cancellation);

        answer.StatusCode.ShouldBe((HttpStatusCode)status);
        var told = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancellation));
        told.QuerySelector("h1")?.TextContent.ShouldBe(title, told.Source.Text);
        told.QuerySelector("main a.btn")?.GetAttribute("href").ShouldBe(PublicPage.Path);
        (told.QuerySelector("h1"), told.QuerySelector("main a.btn")).ShouldNotBe((null, null));
    }
}
