using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OperatorConsole.Tests.Shell;

/// <summary>A browser without scripts: keeps cookies, follows nothing by itself, sends the forms that pages show.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address, string language)
    {
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, headers);
    }

    public async Task<Answer> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        return await SendAsync(request, headers);
    }

    /// <summary>Fills in the page's form and sends it, hidden fields and all.</summary>
    public Task<Answer> SubmitAsync(Answer page, string path, params (string Name, string Value)[] fields) =>
        PostAsync(path, Hidden(page, "main form").Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<Answer> SignInAsync(string name, string password = RunningConsole.Password, string path = "/sign-in") =>
        await SubmitAsync(await GetAsync(path), path, ("Name", name), ("Password", password));

    /// <summary>Signs out by the form of the account menu.</summary>
    public async Task<Answer> SignOutAsync() => await PostAsync("/sign-out", Hidden(await GetAsync("/account/security"), "form[action='/sign-out']"));

    public void Dispose() => _http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Hidden(Answer page, string form) =>
        page.Document.QuerySelector(form)!.QuerySelectorAll("input[type=hidden][name]").Cast<IHtmlInputElement>()
            .Select(input => KeyValuePair.Create(input.Name!, input.Value));

    private async Task<Answer> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // An address of this console reads as its path; any other stays whole.
        var location = (response.Headers.Location?.OriginalString ?? "").Replace(_http.BaseAddress!.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal);
        return new Answer(response.StatusCode, location, text,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(' ', header.Value)));
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Location, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public IDocument Document { get; } = new HtmlParser().ParseDocument(Text);

    public string Find(string selector) => Document.QuerySelector(selector)?.TextContent.Trim() ?? "";
}
