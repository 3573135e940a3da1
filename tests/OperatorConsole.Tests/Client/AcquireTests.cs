using System.Globalization;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Http;

namespace OperatorConsole.Tests.Client;

/// <summary>The automatic method against a Center that plays every answer.</summary>
public sealed class AcquireTests : IAsyncLifetime
{
    private readonly ClientRun _client = new();
    private StubCenter _center = null!;

    public async ValueTask InitializeAsync()
    {
        _center = await StubCenter.StartAsync();
        _client.Write(Path.Combine("program", "center-keys.json"), CenterKeys.Write(_center.Published));
    }

    public async ValueTask DisposeAsync()
    {
        await _center.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_license_is_acquired_kept_and_holds_here_and_not_elsewhere()
    {
        (await AcquireAsync()).ShouldBe(0, _client.Error);

        _center.Headers.ShouldBe(("application/jose", "application/jose, application/problem+json"));
        _center.Received.Single().ShouldNotContain(ClientRun.Pin.Replace(" ", "", StringComparison.Ordinal));
        (await _client.RunAsync("check", _client.At("a.lic"))).ShouldBe(0, _client.Error);
        _client.Output.ShouldContain("valid on this computer (signed with key file-1)");

        _client.Computer = ClientRun.Workstation with { Host = "galatea" };
        (await _client.RunAsync("check", _client.At("a.lic"))).ShouldBe(1);
        _client.Output.ShouldContain("Network name (host): at acquisition SIRENA, now GALATEA");
    }

    [Fact]
    public async Task Asking_again_sends_the_same_request_and_takes_the_place_of_the_license()
    {
        await AcquireAsync();
        _client.Clock.Advance(TimeSpan.FromDays(1));

        (await AcquireAsync()).ShouldBe(0, _client.Error);
        _center.Received.Select(text => _center.Read(text).ToCanonical()).Distinct().Count().ShouldBe(1);
        (await _client.RunAsync("check", _client.At("a.lic"))).ShouldBe(0, _client.Error);
    }

    [Fact]
    public async Task A_plain_request_is_json()
    {
        (await AcquireAsync("--plain")).ShouldBe(0, _client.Error);

        _center.Headers.ContentType.ShouldBe("application/json");
        _center.Received.Single().ShouldContain("\"format\": \"license-request/1\"");
    }

    [Fact]
    public async Task A_refusal_is_told_with_every_reason_and_its_code()
    {
        Answers(422, """{ "title": "Refused", "status": 422, "reasons": [{ "code": "computer-changed", "message": "A spare PIN code is needed." }, { "code": "request-additional-pins", "message": "There is none left.\u001b[31m" }] }""");

        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldBe("The Licensing Center refused the request:\n    A spare PIN code is needed. (computer-changed)\n    There is none left.[31m (request-additional-pins)\n");
        File.Exists(_client.At("a.lic")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(400, """{ "detail": "'owner.town': a text was expected" }""", "could not read the request:\n    'owner.town': a text was expected")]
    [InlineData(400, "<html>", "could not read the request:")]
    [InlineData(413, "", "at most 64 KiB are taken")]
    [InlineData(422, """{ "title": "Refused" }""", "refused the request:\n    Refused")]
    [InlineData(422, """{ "reasons": [1, { "code": 2 }, { "message": "\ud83d" }] }""", "refused the request:")]
    [InlineData(429, "", "asks to wait. Run the same command again")]
    [InlineData(500, "", "(HTTP status 500). Run the same command again")]
    [InlineData(503, "", "(HTTP status 503)")]
    [InlineData(302, "", "(HTTP status 302)")]
    [InlineData(404, "", "(HTTP status 404)")]
    [InlineData(202, "", "(HTTP status 202)")]
    public async Task Whatever_the_center_answers_is_explained(int status, string body, string message)
    {
        Answers(status, body, context => context.Response.Headers.Location = "http://127.0.0.1:1/");

        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldContain(message);
        _client.Output.ShouldBeEmpty();
        File.Exists(_client.At("a.lic")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("17", "wait 17 seconds")]
    [InlineData("Tue, 24 Nov 2026 09:01:30 GMT", "wait 90 seconds")]
    [InlineData("Tue, 24 Nov 2026 08:00:00 GMT", "asks to wait. Run")]
    [InlineData("soon", "asks to wait. Run")]
    public async Task How_long_to_wait_is_told(string retryAfter, string message)
    {
        Answers(429, "", context => context.Response.Headers.RetryAfter = retryAfter);

        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldContain(message);
    }

    [Fact]
    public async Task A_refusal_that_passes_says_when()
    {
        Answers(422, """{ "reasons": [{ "code": "too-many-failures", "message": "There were too many wrong attempts." }] }""", context => context.Response.Headers.RetryAfter = "3600");

        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldBe("The Licensing Center refused the request:\n    There were too many wrong attempts. (too-many-failures)\n    This passes after 60 min.\n");
    }

    [Fact]
    public async Task A_license_signed_by_others_is_not_kept_whatever_keys_the_center_shows()
    {
        await using var impostor = await StubCenter.StartAsync();

        // The impostor can name the right key, but not sign with it.
        var keys = _client.Write("mixed.json", CenterKeys.Write(new CenterKeys { JoseKeys = [_center.Published.JoseKeys[0], impostor.Published.JoseKeys[1]] }));
        (await AcquireFromAsync(impostor.Address, "--center-keys", keys)).ShouldBe(1);
        _client.Error.ShouldContain("not signed by a key of center-keys (it names file-1). Nothing was saved.");
        File.Exists(_client.At("a.lic")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_license_for_somebody_else_is_not_kept()
    {
        foreach (var change in new Func<LicenseDetails, LicenseDetails>[]
        {
            license => license with { Kit = KitNumber.Stored("075312512") },
            license => license with { OwnerDigest = license.OwnerDigest == 1 ? 2 : 1 },
            license => license with { Computer = ClientRun.Workstation with { Host = "galatea" } },
        })
        {
            _center.Answer = (context, request) => _center.GiveAsync(context, change(_center.License(request)));
            (await AcquireAsync()).ShouldBe(1);
            _client.Error.ShouldContain("for another kit, owner or computer");
        }

        Answers(200, "a page");
        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldContain("The answer is no license file: a signed file was expected");
        Answers(200, new string('A', 300_000));
        (await AcquireAsync()).ShouldBe(1);
        File.Exists(_client.At("a.lic")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_center_that_is_not_there_breaks_off_or_says_nothing_is_explained()
    {
        (await AcquireFromAsync("http://127.0.0.1:1")).ShouldBe(1);
        _client.Error.ShouldContain("at http://127.0.0.1:1/ could not be reached: ");
        _client.Error.ShouldContain("the same request gets the same license");

        _center.Answer = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldContain("could not be reached");

        _client.Patience = TimeSpan.FromMilliseconds(300);
        _center.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldContain("did not answer within 0 seconds");
    }

    [Theory]
    [InlineData("licensing.example", "--center: 'licensing.example' is no address")]
    [InlineData("ftp://licensing.example", "--center: 'ftp://licensing.example' is no address")]
    public async Task A_wrong_address_is_wrong_usage(string address, string message)
    {
        (await AcquireFromAsync(address)).ShouldBe(2);
        _client.Error.ShouldStartWith(message);
    }

    [Fact]
    public async Task A_plain_request_goes_over_https_only()
    {
        (await AcquireFromAsync("http://licensing.example", "--plain")).ShouldBe(2);
        _client.Error.ShouldStartWith("--center: with --plain, an address with https was expected");
    }

    [Fact]
    public async Task Keys_that_are_missing_are_named_before_anything_is_sent()
    {
        var none = _client.Write("none.json", CenterKeys.Write(new CenterKeys()));
        (await AcquireAsync("--center-keys", none)).ShouldBe(2);
        _client.Error.ShouldContain("holds no key that verifies license files");

        var signing = _client.Write("signing.json", CenterKeys.Write(_center.Published with { JoseKeys = [_center.Published.JoseKeys[0]] }));
        (await AcquireAsync("--center-keys", signing)).ShouldBe(2);
        _client.Error.ShouldContain("holds no key to encrypt requests with");
        _center.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_revoked_key_and_copies_are_told_at_a_check()
    {
        await AcquireAsync();
        File.Copy(_client.At("a.lic"), _client.At("copy.lic"));
        var license = _client.At("a.lic");

        (await _client.RunAsync("check", license)).ShouldBe(0);
        _client.Error.ShouldContain("copy.lic is a copy of this license");

        var revoked = _client.Write("revoked.json", CenterKeys.Write(new CenterKeys { JoseKeys = [_center.Published.JoseKeys[0] with { State = KeyState.Revoked }] }));
        (await _client.RunAsync("check", license, "--center-keys", revoked)).ShouldBe(1);
        _client.Output.ShouldContain("The key file-1 that signed the license is revoked.");

        var other = _client.Write("other.json", CenterKeys.Write(new CenterKeys { JoseKeys = [_center.Published.JoseKeys[0] with { Kid = "file-2" }] }));
        (await _client.RunAsync("check", license, "--center-keys", other)).ShouldBe(1);
        _client.Output.ShouldContain("the key file-1 that it names is not among the Center's keys");

        var text = await File.ReadAllTextAsync(license, TestContext.Current.CancellationToken);
        (await _client.RunAsync("check", _client.Write("broken.lic", text[..^4]))).ShouldBe(2);
        _client.Error.ShouldContain("broken.lic: a signed file was expected");
    }

    [Fact]
    public async Task A_refusal_is_told_in_russian()
    {
        _client.Language = CultureInfo.GetCultureInfo("ru-RU");
        Answers(429, "", context => context.Response.Headers.RetryAfter = "5");

        (await AcquireAsync()).ShouldBe(1);
        _client.Error.ShouldStartWith("Центр лицензирования просит подождать 5 с.");
    }

    private void Answers(int status, string body, Action<HttpContext>? more = null) => _center.Answer = (context, _) =>
    {
        more?.Invoke(context);
        return status is 302 or 202 && body.Length == 0 ? Status(context, status) : StubCenter.TellAsync(context, status, "application/problem+json", body);
    };

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private Task<int> AcquireAsync(params string[] more) => AcquireFromAsync(_center.Address, more);

    private Task<int> AcquireFromAsync(string center, params string[] more) => _client.RunAsync(
        ["acquire", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", _client.At("owner.json"), "--center", center, "--out", _client.At("a.lic"), .. more]);
}
