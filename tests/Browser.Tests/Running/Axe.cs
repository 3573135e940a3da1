using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Browser.Tests.Running;

/// <summary>The axe engine over a page as it stands: WCAG 2.2 AA and the engine's best practices.</summary>
internal static class Axe
{
    private static readonly string Engine = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong, one line for every place: rule, impact, selector, and what stands there.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // What fades in is judged when it is there.
        await page.WaitForTimeoutAsync(150);
        if (!await page.EvaluateAsync<bool>("() => typeof axe === 'object'"))
        {
            await page.EvaluateAsync(Engine);
        }

        // The frame of a customer's letter runs no script, the engine would wait there for ever: what stands in it is the
        // customer's, and that it has a title is judged from outside.
        var judged = page.EvaluateAsync<string[]>("""
            () => axe.run(document, {
                iframes: false,
                resultTypes: ['violations'],
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            }).then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}) at ${n.target.join(' ')}: ${n.html}`)))
            """);
        return await judged.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
