using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The public page as a browser without scripts uses it.</summary>
internal sealed class PublicPage : IDisposable
{
    internal const string Path = "/request";

    internal PublicPage(Uri address) => Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    internal HttpClient Http { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static string? Result(IDocument page) => page.QuerySelector("[data-testid=request-result]")?.GetAttribute("data-state");

    /// <summary>The code of the reason that decided; null where there is none.</summary>
    internal static string? Reason(IDocument page) => page.QuerySelector("[data-reason]")?.GetAttribute("data-reason");

    internal async Task<IDocument> OpenAsync(string path = Path) => new HtmlParser().ParseDocument(await Http.GetStringAsync(Relative(path), Cancellation));

    /// <summary>Fills in the form of the page, hidden fields and all, and follows where it leads.</summary>
    /// <param name="content">What the file holds; null: none is chosen.</param>
    internal async Task<(string Location, IDocument Page)> UploadAsync(string? content)
    {
        using var form = Form(content, await TokenAsync());
        using var answer = await Http.PostAsync(Relative(Path), form, Cancellation);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return ("", new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancellation)));
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        var location = answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString;
        return (location, await OpenAsync(location));
    }

    /// <summary>The license file behind the button of a result.</summary>
    internal async Task<HttpResponseMessage> SaveAsync(IDocument page) =>
        await Http.GetAsync(Relative(((IHtmlAnchorElement)page.QuerySelector("[data-testid=save-license]")!).GetAttribute("href")!), Cancellation);

    /// <summary>The hidden fields of the form.</summary>
    internal async Task<IReadOnlyList<IHtmlInputElement>> TokenAsync() =>
        [.. (await OpenAsync()).QuerySelector("main form")!.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>()];

    internal static MultipartFormDataContent Form(string? content, IEnumerable<IHtmlInputElement> hidden)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in hidden)
        {
            form.Add(new StringContent(field.Value), field.Name!);
        }

        // Without a choice browsers send a part without a name.
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content ?? ""));
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{(content is null ? "" : "request.licreq")}\"");
        form.Add(file);
        return form;
    }

    public void Dispose() => Http.Dispose();

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
