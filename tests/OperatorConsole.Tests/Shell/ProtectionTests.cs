using System.Net;
using Data.Staff;

namespace OperatorConsole.Tests.Shell;

public sealed class ProtectionTests
{
    [Fact]
    public async Task A_page_allows_no_foreign_script_no_frame_and_is_not_kept()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        var page = await visitor.GetAsync("/sign-in");

        page.Status.ShouldBe(HttpStatusCode.OK);
        var policy = page.Headers["Content-Security-Policy"];
        var scripts = policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal));
        scripts.ShouldNotContain("unsafe");
        scripts.ShouldNotContain("http");
        policy.ShouldContain("frame-ancestors 'none'");
        page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        page.Headers["Cache-Control"].ShouldContain("no-store");
        page.Headers["Referrer-Policy"].ShouldBe("same-origin");
        page.Headers.ShouldNotContainKey("Server");
        page.Document.QuerySelectorAll("script:not([src])").Select(script => script.GetAttribute("nonce")).ShouldNotContain(nonce => string.IsNullOrEmpty(nonce));
        page.Document.QuerySelectorAll("*").SelectMany(element => element.Attributes)
            .ShouldNotContain(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        page.Document.QuerySelectorAll("[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href"))
            .ShouldNotContain(address => address!.Contains("//", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_without_its_token_is_refused_on_every_route()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("root", Roles.Admin);
        using var visitor = console.Visit();
        await visitor.SignInAsync("root");

        foreach (var path in (string[])["/sign-in", "/sign-in/code", "/welcome", "/sign-out", "/account/security", "/hangfire/recurring/trigger", "/no/such/page"])
        {
            (await visitor.PostAsync(path, [KeyValuePair.Create("Name", "x")])).Status.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    [Fact]
    public async Task A_stranger_is_sent_to_the_door()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        foreach (var path in (string[])["/account/security", "/hangfire", "/session", "/no/such/page"])
        {
            var answer = await visitor.GetAsync(path);
            answer.Status.ShouldBe(HttpStatusCode.Redirect, path);
            answer.Location.ShouldStartWith("/sign-in?back=");
        }
    }

    [Fact]
    public async Task The_jobs_page_is_for_administrators()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("root", Roles.Admin);
        await console.HireAsync("anna", Roles.Operator, Roles.Clerk, Roles.Supervisor);
        using var operatorsBrowser = console.Visit();
        using var administrators = console.Visit();
        await operatorsBrowser.SignInAsync("anna");
        await administrators.SignInAsync("root");

        var refused = await operatorsBrowser.GetAsync("/hangfire");
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Find("h1").ShouldBe("Not for your role");
        (await administrators.GetAsync("/hangfire")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        await visitor.SignInAsync("anna");

        var answer = await visitor.GetAsync("/no/such/page");
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Find("h1").ShouldBe("There is no such page");
    }

    [Fact]
    public async Task Scripts_styles_and_fonts_come_from_here()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        foreach (var path in (string[])["/app.css", "/tokens.css", "/theme.js", "/shell.js", "/hotkeys.js", "/_framework/blazor.web.js",
            "/_content/MudBlazor/MudBlazor.min.css", "/fonts/golos-text-cyrillic-wght-normal.woff2", "/fonts/golos-text-LICENSE.txt"])
        {
            (await visitor.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Nobody_signs_in_over_a_line_that_others_read()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        var page = await visitor.GetAsync("/sign-in");
        var proxied = await visitor.GetAsync("/sign-in", ("X-Forwarded-For", "203.0.113.7"));
        proxied.Find("[role=alert]").ShouldContain("not encrypted");
        proxied.Document.QuerySelector("main form").ShouldBeNull();

        var fields = page.Document.QuerySelectorAll("main form input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Concat([KeyValuePair.Create("Name", "anna"), KeyValuePair.Create("Password", RunningConsole.Password)]);
        (await visitor.PostAsync("/sign-in", fields, ("X-Forwarded-For", "203.0.113.7"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Behind_a_listed_proxy_the_cookie_is_bound_to_the_host_and_https_is_demanded()
    {
        await using var console = await RunningConsole.StartAsync("--Proxies:Trusted:0", "127.0.0.1");
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        (string, string)[] tls = [("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"), ("Host", "console.example")];
        var page = await visitor.GetAsync("/sign-in", tls);
        page.Headers["Strict-Transport-Security"].ShouldContain("max-age=31536000");
        var cookie = page.Headers["Set-Cookie"].Split(';')[0];
        var fields = page.Document.QuerySelectorAll("main form input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Concat([KeyValuePair.Create("Name", "anna"), KeyValuePair.Create("Password", RunningConsole.Password)]);

        var entered = await visitor.PostAsync("/sign-in", fields, [.. tls, ("Cookie", cookie)]);

        entered.Status.ShouldBe(HttpStatusCode.Redirect);
        var session = entered.Headers["Set-Cookie"];
        session.ShouldContain("__Host-center=");
        foreach (var attribute in (string[])["secure", "httponly", "samesite=strict", "path=/"])
        {
            session.ShouldContain(attribute);
        }
    }
}
