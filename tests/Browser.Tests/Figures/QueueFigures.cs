using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Browser.Tests.Running;
using Data;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;

namespace Browser.Tests.Figures;

/// <summary>The page of the queue in a browser while a backlog of mail is worked off, beside the same page of the same console with nothing to do.</summary>
[Trait("Figures", "mail")]
[Trait("Ring", "long")]
public sealed class QueueFigures(CenterFixture center) : BrowserTest(center)
{
    private const int Target = 300;
    private const int IdleLoads = 40;
    private const int MostKits = 500;
    private const string Stamp = "Authentication-Results: center.example; spf=pass smtp.mailfrom=vector.example; dkim=pass header.d=vector.example\r\n";
    private static readonly int Backlog = Environment.GetEnvironmentVariable("FIGURES") == "full" ? 5000 : 400;

    // Counted by the browser from the moment at which the navigation began. A row is shown when a frame with it has been drawn.
    private const string Watch = """
        (() => {
          const seen = window.seen = { list: 0, live: 0 };
          let drawing = false;
          const look = () => {
            if (!drawing && document.querySelector('[data-testid=queue] tbody tr')) {
              drawing = true;
              requestAnimationFrame(() => { const drawn = new MessageChannel(); drawn.port1.onmessage = () => { seen.list = performance.now(); }; drawn.port2.postMessage(0); });
            }
            if (!seen.live && document.querySelector('[data-live=true]')) seen.live = performance.now();
          };
          new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
        })()
        """;

    // Counted from the press of the desk's link to the frame in which the queue's rows stand.
    private const string Walk = """
        () => new Promise(shown => {
          const from = performance.now();
          const watcher = new MutationObserver(look);
          function look() {
            if (!document.querySelector('.split [data-testid=queue] tbody tr')) return;
            watcher.disconnect();
            requestAnimationFrame(() => { const drawn = new MessageChannel(); drawn.port1.onmessage = () => shown(performance.now() - from); drawn.port2.postMessage(0); });
          }
          watcher.observe(document, { childList: true, subtree: true });
          document.querySelector('[data-testid=open-queue]').click();
        })
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override bool SignedIn => false;

    private string Maildir => Path.Combine(Center.Place, "data", "demo", "mail", "in");

    [Fact]
    public async Task The_page_of_the_queue_stays_quick_while_a_backlog_is_worked_off()
    {
        await ClerkDesk.SignInAsync(Page, "clerk");
        await Page.AddInitScriptAsync(Watch);
        using var plain = await PlainAsync();
        for (var warm = 0; warm < 5; warm++)
        {
            await LoadAsync(plain);
        }

        var idle = new List<Load>();
        for (var load = 0; load < IdleLoads; load++)
        {
            idle.Add(await LoadAsync(plain));
        }

        Tell("nothing to do", idle);
        P95(idle, l => l.List).ShouldBeLessThan(Target);
        var mails = await MailsAsync();
        var before = await HandledAsync();
        var started = Stopwatch.GetTimestamp();
        Deliver(mails);
        var (busy, handled) = (new List<Load>(), 0);
        while (handled < Backlog)
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromMinutes(10), $"{handled} of {Backlog} after ten minutes");
            var load = await LoadAsync(plain);
            handled = await HandledAsync() - before;
            if (handled is > 0 && handled < Backlog)
            {
                busy.Add(load);
            }
        }

        Tell($"while {Backlog} mails are worked off in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s", busy);
        P95(busy, l => l.List).ShouldBeLessThan(Target);
        P95(busy, l => l.Walk).ShouldBeLessThan(Target);
        Troubles.ShouldBeEmpty();
    }

    private static void Tell(string when, List<Load> loads)
    {
        foreach (var (what, figure, target) in new (string, Func<Load, double>, string)[]
        {
            ("navigation to the list on the screen", l => l.List, $"{Target} ms"),
            ("within the console, the desk's link to the list on the screen", l => l.Walk, $"{Target} ms"),
            ("navigation to the first byte", l => l.FirstByte, "-"),
            ("navigation to the last byte", l => l.LastByte, "-"),
            ("of it the browser's own, last byte to the list", l => l.List - l.LastByte, "-"),
            ("navigation to a page that hears keys", l => l.Live, "-"),
            ("without a browser: first byte", l => l.Plain, "-"),
        })
        {
            Figure.Tell(
                $"queue, {what}, {when}, {loads.Count} loads",
                string.Create(CultureInfo.InvariantCulture, $"median {Percentile(loads, figure, 50):F0}, p95 {P95(loads, figure):F0}, slowest {loads.Max(figure):F0} ms"),
                target);
        }
    }

    private static double P95(List<Load> loads, Func<Load, double> figure) => Percentile(loads, figure, 95);

    private static double Percentile(List<Load> loads, Func<Load, double> figure, int percent) => loads.Select(figure).Order().ElementAt(Math.Min(loads.Count - 1, loads.Count * percent / 100));

    private async Task<Load> LoadAsync(HttpClient plain)
    {
        var asked = Stopwatch.GetTimestamp();
        using (var answer = await plain.GetAsync(new Uri("/requests", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation))
        {
            answer.EnsureSuccessStatusCode();
        }

        var alone = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        await Page.GotoAsync("/requests", new() { WaitUntil = WaitUntilState.Commit });
        await Page.WaitForFunctionAsync("() => window.seen.list && window.seen.live", null, new() { PollingInterval = 20 });
        var seen = await Page.EvaluateAsync<double[]>("() => { const way = performance.getEntriesByType('navigation')[0]; return [seen.list, seen.live, way.responseStart, way.responseEnd]; }");
        return new Load(seen[0], seen[1], seen[2], seen[3], alone, await WalkAsync());
    }

    // As clerks come here: from the desk, over the circuit.
    private async Task<double> WalkAsync()
    {
        await Page.GotoAsync("/");
        await Page.WaitForSelectorAsync("[data-live=true] [data-testid=open-queue]");
        return await Page.EvaluateAsync<double>(Walk);
    }

    private async Task<HttpClient> PlainAsync()
    {
        var cookies = await Page.Context.CookiesAsync();
        var plain = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Center.Console.Address };
        plain.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")));
        plain.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return plain;
    }

    private Task<int> HandledAsync() => Center.Staff.Get<Center>().ReadAsync(db => db.Mails.CountAsync(m => m.State != MailState.Stored, Cancellation), Cancellation);

    // Half are answered with a license by themselves, half are letters for a clerk.
    private async Task<List<string>> MailsAsync()
    {
        var kits = new List<Kit>();
        while (kits.Count < Backlog / 2)
        {
            kits.AddRange(await Center.Staff.Get<MakeKits>().RunAsync(Acting.System, "Drafting Board 2", DeliveryTemplates.Find("base")!, Math.Min(MostKits, (Backlog / 2) - kits.Count), Cancellation));
        }

        return [.. kits.SelectMany((kit, i) => new[] { WithFile(kit), Question(i) })];
    }

    private static string WithFile(Kit kit)
    {
        var address = $"kit{kit.Number.Digits}@vector.example";
        var file = LicenseRequestFile.Write(new LicenseRequestFile
        {
            Operation = Operation.Initial,
            Kit = kit.Number,
            Pin = kit.Pins.First().Code,
            Owner = new OwnerDetails { Organization = "Vector Ltd.", LastName = "Orlova", Email = address },
            Computer = Mailing.Office,
        });
        return $"{Head(address, "License request")}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGood day, please see the file.\r\n"
            + $"--b1\r\nContent-Type: application/octet-stream; name=\"r.licreq\"\r\nContent-Disposition: attachment; filename=\"r.licreq\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(file), Base64FormattingOptions.InsertLineBreaks)}\r\n--b1--\r\n";
    }

    private static string Question(int i) => string.Create(CultureInfo.InvariantCulture, $"{Head($"c{i}@vector.example", $"Question {i}")}Content-Type: text/plain; charset=utf-8\r\n\r\nHow do we move the program?\r\n");

    private static string Head(string address, string subject) =>
        $"{Stamp}Message-ID: <{address}>\r\nFrom: Anna Orlova <{address}>\r\nTo: licensing@center.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n";

    private void Deliver(List<string> mails)
    {
        var from = DateTimeOffset.UnixEpoch.AddYears(56).ToUnixTimeSeconds();
        foreach (var (mail, i) in mails.Select((m, i) => (m, i)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{from + i}.backlog.host");
            File.WriteAllText(Path.Combine(Maildir, "tmp", name), mail);
            File.Move(Path.Combine(Maildir, "tmp", name), Path.Combine(Maildir, "new", name));
        }
    }

    private sealed record Load(double List, double Live, double FirstByte, double LastByte, double Plain, double Walk);
}
