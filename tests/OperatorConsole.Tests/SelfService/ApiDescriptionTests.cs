using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.SelfService;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The description of the interface and the interface are one.</summary>
public sealed partial class ApiDescriptionTests
{
    [Fact]
    public async Task Every_route_is_described_and_every_description_has_its_route()
    {
        await using var center = await ServedCenter.StartAsync();
        var routed = center.Console.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => ApiDescription.Describes(route.RoutePattern.RawText))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}"));
        using var description = JsonDocument.Parse(await center.GetAsync("/openapi/v1.json"));
        var described = description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).ToList();

        described.ShouldBe(routed, ignoreOrder: true);
        described.ShouldBe(["GET /.well-known/jwks.json", "POST /api/v1/licenses"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_description_is_the_approved_one()
    {
        await using var center = await ServedCenter.StartAsync();
        Approved.ShouldBe("openapi-v1.json", await center.GetAsync("/openapi/v1.json"));
    }

    [Fact]
    public async Task What_is_described_of_a_request_is_what_is_read()
    {
        await using var center = await ServedCenter.StartAsync();
        using var description = JsonDocument.Parse(await center.GetAsync("/openapi/v1.json"));
        using var written = JsonDocument.Parse(LicenseRequestFile.Write(ServedCenter.Request(await center.KitAsync("base")) with
        {
            Operation = Operation.RestoreWithSpare,
            CurrentPin = ServedCenter.Request(await center.KitAsync("base")).Pin,
            Unchanged = false,
            InstallOn = new InstallationTarget("srv-1"),
            Created = DateTimeOffset.UnixEpoch,
        }));
        var schema = description.RootElement.GetProperty("paths").GetProperty("/api/v1/licenses").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        SameMembers(schema, written.RootElement);
        foreach (var member in new[] { "owner", "computer", "installOn" })
        {
            SameMembers(schema.GetProperty("properties").GetProperty(member), written.RootElement.GetProperty(member));
        }

        static void SameMembers(JsonElement described, JsonElement written) =>
            described.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(written.EnumerateObject().Select(p => p.Name), ignoreOrder: true);
    }

    [Fact]
    public async Task The_answers_are_the_approved_ones()
    {
        await using var center = await ServedCenter.StartAsync();
        var kit = await center.KitAsync("base");
        var request = ServedCenter.Request(kit);
        var said = new StringBuilder();
        await ExchangeAsync("initial launch", request);
        await ExchangeAsync("the same PIN from another computer", request with { Computer = request.Computer with { Host = "other" } });
        var restore = request with { Operation = Operation.Restore, Unchanged = true };
        await ExchangeAsync("restoration, other owner", restore with { Owner = request.Owner with { Town = "Tver" } });
        await ExchangeAsync("restoration, computer changed", restore with { Computer = request.Computer with { RamMib = 4096, Nics = [] } });
        await ExchangeAsync("restoration", restore);
        var spare = request with { Operation = Operation.RestoreWithSpare, Pin = kit.Sets[0].Pins[1].Code, CurrentPin = request.Pin };
        await ExchangeAsync("a spare PIN that need not be spent", spare);
        await ExchangeAsync("a spare PIN all the same", spare with { Unchanged = false });
        await ExchangeAsync("unknown PIN, in Russian", request with { Kit = (await center.KitAsync("base")).Number }, "ru");
        Say("a member that is not known", await center.SendAsync("""{ "format": "license-request/1", "owners": {} }"""));
        Say("another type", await center.SendAsync("{}", "text/plain"));
        Say("too large", await center.SendAsync(new string(' ', 65537)));
        Approved.ShouldBe("license-api.txt", said.ToString());

        async Task ExchangeAsync(string about, LicenseRequestFile request, string language = "en") => Say(about, await center.SendAsync(request, language));

        void Say(string about, Sent sent)
        {
            said.Append("# ").AppendLine(about).AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{sent.Status} {(HttpStatusCode)sent.Status}");
            foreach (var (name, value) in sent.Headers.Where(header => header.Key is "Content-Type" or "X-License-Id" or "Retry-After" or "Cache-Control").OrderBy(header => header.Key))
            {
                said.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {value}");
            }

            said.AppendLine().AppendLine(sent.Status == 200 ? Payload(sent.Text, kit.Number.Digits) : sent.Text).AppendLine();
        }
    }

    [Fact]
    public async Task The_page_for_developers_asks_nothing_of_other_hosts_and_its_scripts_have_the_nonce()
    {
        await using var center = await ServedCenter.StartAsync();
        using var visitor = center.Console.Visit();
        var page = await visitor.GetAsync("/developers/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Headers["Content-Security-Policy"].ShouldNotContain("unsafe-eval");
        page.Document.QuerySelectorAll("script:not([src])").ShouldAllBe(script => !string.IsNullOrEmpty(script.GetAttribute("nonce")));
        page.Document.QuerySelectorAll("[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href"))
            .ShouldNotContain(address => address!.Contains("//", StringComparison.Ordinal));
    }

    // What is another in every run is put out of sight: numbers, times, keys.
    private static string Payload(string license, string kit)
    {
        var payload = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(license.Split('.')[1]));
        return Hidden().Replace(payload.Replace(kit, "KIT", StringComparison.Ordinal), "\"$1\":\"…\"").Replace(",\"", ",\n \"", StringComparison.Ordinal) is var text
            ? Digest().Replace(text, "\"ownerDigest\":0")
            : "";
    }

    [GeneratedRegex("\"(requestId|issuedAt)\":\"[^\"]*\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("\"ownerDigest\":[0-9]+")]
    private static partial Regex Digest();
}
