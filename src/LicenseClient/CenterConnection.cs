using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LicenseClient;

/// <summary>The way to a Center over HTTP. Asking again is always safe: the same request gets the same license.</summary>
internal sealed class CenterConnection : IDisposable
{
    private const string Path = "api/v1/licenses";
    private const string Jose = "application/jose";
    private const string Problems = "application/problem+json";
    private const int MostBytes = 256 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _center;
    private readonly TimeProvider _clock;

    internal CenterConnection(ClientEnvironment environment, Uri center)
    {
        _center = center;
        _clock = environment.Clock;

        // Nothing is followed: an answer from elsewhere is not the Center's.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = environment.Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(Jose));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(Problems));
        _http.DefaultRequestHeaders.Add("Accept-Language", environment.Language.TwoLetterISOLanguageName);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">Its text.</param>
    /// <param name="plain">Whether it is plain JSON.</param>
    /// <returns>What the Center says is the license; nothing is known of it yet.</returns>
    /// <exception cref="Stopped">The Center refused, could not be reached, or answered something else.</exception>
    internal async Task<string> PostAsync(string request, bool plain, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request));
        content.Headers.ContentType = new MediaTypeHeaderValue(plain ? "application/json" : Jose);
        try
        {
            using var answer = await _http.PostAsync(new Uri(_center, Path), content, cancellation);
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return answer.StatusCode == HttpStatusCode.OK ? text : throw Stopped.Refused(Explained(answer, text));
        }
        catch (HttpRequestException fault)
        {
            throw Stopped.Refused(Texts.Of("CenterUnreachable", _center, fault.InnerException?.Message ?? fault.Message));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Stopped.Refused(Texts.Of("CenterSilent", _center, (int)_http.Timeout.TotalSeconds));
        }
    }

    public void Dispose() => _http.Dispose();

    private string Explained(HttpResponseMessage answer, string text)
    {
        var problem = ProblemText.Read(text);
        return answer.StatusCode switch
        {
            HttpStatusCode.UnprocessableEntity => Lines(Texts.Of("CenterRefused"), [.. problem.Reasons.Count > 0 ? problem.Reasons : [problem.Summary], WhenAgain(answer)]),
            HttpStatusCode.BadRequest => Lines(Texts.Of("CenterUnread"), [problem.Summary]),
            HttpStatusCode.RequestEntityTooLarge => Texts.Of("RequestTooLarge", Licensing.Files.LicenseRequestFile.MostBytes / 1024),
            HttpStatusCode.TooManyRequests => Wait(answer.Headers.RetryAfter) is { } seconds ? Texts.Of("CenterBusyUntil", seconds) : Texts.Of("CenterBusy"),
            _ => Texts.Of("CenterFault", (int)answer.StatusCode),
        };
    }

    // Some refusals pass: the Center says when.
    private string WhenAgain(HttpResponseMessage answer) => Wait(answer.Headers.RetryAfter) is { } seconds ? Texts.Of("CenterRefusedUntil", (seconds + 59) / 60) : "";

    private static string Lines(string head, IEnumerable<string> lines) =>
        string.Join('\n', lines.Where(line => line.Length > 0).Select(line => $"    {line}").Prepend(head));

    private long? Wait(RetryConditionHeaderValue? when)
    {
        var wait = when?.Delta ?? (when?.Date - _clock.GetUtcNow());
        return wait is { } time && time > TimeSpan.Zero ? (long)Math.Ceiling(time.TotalSeconds) : null;
    }
}
