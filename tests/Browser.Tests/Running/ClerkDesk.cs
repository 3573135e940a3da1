using Microsoft.Playwright;

namespace Browser.Tests.Running;

/// <summary>How a clerk gets to the queue and to a request.</summary>
internal static class ClerkDesk
{
    public static string Hook(string name) => OperatorWindow.Hook(name);

    public static string Row(string reference) => $"tr[data-reference='{reference}']";

    public static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/");
        await page.FillAsync(Hook("sign-in-name"), name);
        await page.FillAsync(Hook("sign-in-password"), ServedConsole.Password);
        await page.PressAsync(Hook("sign-in-password"), "Enter");
        await page.WaitForSelectorAsync(".rail");
    }

    public static async Task OpenQueueAsync(IPage page, string find)
    {
        await page.GotoAsync("/requests" + (find.Length == 0 ? "" : "?find=" + Uri.EscapeDataString(find)));
        await page.WaitForSelectorAsync("[data-live=true]");
        await page.WaitForFunctionAsync("() => document.activeElement?.hasAttribute('data-row-link')");
    }

    public static async Task OpenRequestAsync(IPage page, string reference)
    {
        await page.GotoAsync("/requests/" + reference);
        await LiveRequestAsync(page, reference);
    }

    public static async Task LiveRequestAsync(IPage page, string reference)
    {
        await page.WaitForSelectorAsync($"{Hook("request")}[data-reference='{reference}']");
        await page.WaitForFunctionAsync("() => Object.keys(document.querySelector('[data-testid=note]') ?? {}).some(k => k.startsWith('_blazorEvents'))");
    }
}
