using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;

namespace OperatorConsole.Tests.SelfService;

/// <summary>A license as its owner's program asks for it: acquired, restored on the same PIN code, moved to another one. Each once the one before is answered.</summary>
internal sealed class LicenseLife(Kit kit)
{
    // With the last the PIN code of the ones before it carries no license any more.
    private readonly string[] _requests = [.. RequestsOf(kit).Select(LicenseRequestFile.Write)];
    private readonly List<byte[]> _answers = [];
    private volatile bool _underWay;
    private volatile int _answered;

    /// <summary>Requests that were answered.</summary>
    internal int Answered => _answered;

    /// <summary>Whether the next request was sent, and no answer has come.</summary>
    internal bool IsUnderWay => _underWay;

    /// <summary>Whether everything was answered.</summary>
    internal bool IsOver => Answered == _requests.Length;

    /// <summary>Sends the next request.</summary>
    /// <returns>Whether an answer came; otherwise it stays under way.</returns>
    internal async Task<bool> AskAsync(AskedCenter center, CancellationToken over)
    {
        _underWay = true;
        if (await center.SendAsync(_requests[Answered], over) is not { } file)
        {
            return false;
        }

        _answers.Add(file);
        _answered = _answers.Count;
        _underWay = false;
        return true;
    }

    /// <summary>What was answered is answered to the byte again, as long as its PIN code carries the license.</summary>
    internal async Task RequireSameAsync(AskedCenter center)
    {
        for (var i = IsOver ? _requests.Length - 1 : 0; i < Answered; i++)
        {
            (await center.SendAsync(_requests[i], TestContext.Current.CancellationToken)).ShouldBe(_answers[i]);
        }

        if (IsOver)
        {
            (await center.StatusAsync(_requests[0])).ShouldNotBe(HttpStatusCode.OK);
        }
    }

    private static LicenseRequestFile[] RequestsOf(Kit kit)
    {
        var first = ServedCenter.Request(kit);
        return
        [
            first,
            first with { Operation = Operation.Restore, Unchanged = true, Computer = first.Computer with { RamMib = 65536, Disks = ["Samsung|1", "Samsung|2"] } },
            first with { Operation = Operation.RestoreWithSpare, Pin = kit.Pins.ElementAt(1).Code, CurrentPin = first.Pin, Unchanged = false, Computer = first.Computer with { Motherboard = "ASUS B650" } },
        ];
    }
}

/// <summary>A console that serves, asked over HTTP.</summary>
internal sealed class AskedCenter(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The license file; null when no answer came.</summary>
    internal async Task<byte[]?> SendAsync(string request, CancellationToken over)
    {
        try
        {
            using var answer = await PostAsync(request, over);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return await answer.Content.ReadAsByteArrayAsync(over);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>How a request ends.</summary>
    internal async Task<HttpStatusCode> StatusAsync(string request)
    {
        using var answer = await PostAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(string request, CancellationToken over)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await _http.PostAsync(new Uri("/api/v1/licenses", UriKind.Relative), content, over);
    }
}
