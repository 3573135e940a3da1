using System.Net.Http.Headers;
using System.Text;
using Data;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Client;
using OperatorConsole.Tests.Issuing;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The whole console on a port, asked over HTTP by programs, by the customer program first of all.</summary>
internal sealed class ServedCenter : IAsyncDisposable
{
    private readonly HttpClient _http;

    private ServedCenter(RunningConsole console)
    {
        Console = console;
        _http = new HttpClient { BaseAddress = console.Address };
        Client = new ClientRun();
        Client.Write(Path.Combine("program", "center-keys.json"), Keys.ToJson());
    }

    internal RunningConsole Console { get; }

    internal ClientRun Client { get; }

    internal PublicKeys Keys => Console.Services.GetRequiredService<PublicKeys>();

    internal Center Center => Console.Services.GetRequiredService<Center>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static Task<ServedCenter> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    internal static async Task<ServedCenter> StartAsync(Action<WebApplicationBuilder> adjust, params string[] settings) =>
        new(await RunningConsole.StartAsync(adjust, settings));

    internal async Task<Kit> KitAsync(string template) => (await Console.Services.GetRequiredService<MakeKits>()
        .RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find(template)!, 1, Cancellation)).Single();

    internal static LicenseRequestFile Request(Kit kit, int pin = 1, int set = 1) => new()
    {
        Operation = Operation.Initial,
        Kit = kit.Number,
        Pin = kit.Sets[set - 1].Pins[pin - 1].Code,
        Owner = RestorationCenter.Company,
        Computer = RestorationCenter.Parameters,
    };

    internal Task<Sent> SendAsync(LicenseRequestFile request, string language = "en") => SendAsync(LicenseRequestFile.Write(request), language: language);

    internal Task<Sent> SendAsync(string body, string type = "application/json", string language = "en", params (string Name, string Value)[] headers) =>
        SendAsync(Encoding.UTF8.GetBytes(body), type, language, headers);

    internal async Task<Sent> SendAsync(byte[] body, string type = "application/json", string language = "en", params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/licenses") { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        message.Headers.Add("Accept-Language", language);
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        using var answer = await _http.SendAsync(message, Cancellation);
        return new Sent(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.ToString() ?? "",
            await answer.Content.ReadAsByteArrayAsync(Cancellation),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    internal async Task<string> GetAsync(string path) => await _http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);

    internal Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query) => Center.ReadAsync(query, Cancellation);

    /// <summary>The customer program acquires or restores by the automatic method.</summary>
    internal Task<int> AcquireAsync(Kit kit, PinCode pin, params string[] more) => Client.RunAsync(
        ["acquire", "--kit", kit.Number.Digits, "--pin", pin.Digits, "--owner", Client.At("owner.json"), "--center", Console.Address.ToString(), "--out", Client.At("a.lic"), .. more]);

    /// <summary>The public page.</summary>
    internal PublicPage OpenPage() => new(Console.Address);

    /// <summary>The customer acquires or restores: by the program itself, or with its request file and the public page. The code of the refusal, or null.</summary>
    internal async Task<string?> AskAsync(bool automatic, Kit kit, PinCode pin, params string[] more)
    {
        if (automatic)
        {
            return await AcquireAsync(kit, pin, more) == 0 ? null : Client.Error.Split('(', ')')[^2];
        }

        (await Client.RunAsync(["request", "--kit", kit.Number.Digits, "--pin", pin.Digits, "--owner", Client.At("owner.json"), "--out", Client.At("a.licreq"), .. more])).ShouldBe(0, Client.Error);
        using var page = OpenPage();
        var (_, result) = await page.UploadAsync(await File.ReadAllTextAsync(Client.At("a.licreq"), Cancellation));
        if (PublicPage.Result(result) == "refused")
        {
            return PublicPage.Reason(result);
        }

        PublicPage.Result(result).ShouldBe("issued");
        using var license = await page.SaveAsync(result);
        Client.Write("a.lic", await license.Content.ReadAsStringAsync(Cancellation));
        return null;
    }

    /// <summary>The license that the customer program keeps.</summary>
    internal LicenseDetails Kept(string name = "a.lic") => LicenseDetailsFile.Read(File.ReadAllText(Client.At(name))).Details;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Client.Dispose();
        await Console.DisposeAsync();
    }
}

/// <summary>What a program gets back.</summary>
internal sealed record Sent(int Status, string Type, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    internal string Text => Encoding.UTF8.GetString(Body);
}
