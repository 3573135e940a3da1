using System.Globalization;
using System.Security.Claims;
using System.Text;
using Bunit;
using Data.Staff;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Uploads;
using OperatorConsole.Features.Violations;
using OperatorConsole.Tests.SelfService;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Uploads;

/// <summary>The page on which a clerk uploads files, with a browser that breaks off.</summary>
public sealed class UploadPageTests
{
    [Fact]
    public async Task A_file_that_breaks_off_is_told_in_its_row_and_the_others_of_the_batch_are_answered()
    {
        await using var center = await ServedCenter.StartAsync();
        await using var window = Window(center);
        var page = window.Render<UploadPage>();

        await ChooseAsync(page,
            new PulledFile("1.licreq", Request(await center.KitAsync("base"))), new PulledFile("2.licreq", new InvalidOperationException("NotReadableError")), new PulledFile("3.licreq", Request(await center.KitAsync("base"))));

        page.FindAll("[data-testid=request-result]").Select(row => row.GetAttribute("data-state")).ShouldBe(["issued", "lost", "issued"]);
        page.Find("[data-testid=upload-progress]").TextContent.ShouldBe("2 of 3 have a license");
        page.FindAll("[data-state=lost] p").Single().TextContent.ShouldContain("Choose the file again");
    }

    [Fact]
    public async Task A_report_with_a_file_that_breaks_off_says_so_and_keeps_none()
    {
        await using var center = await ServedCenter.StartAsync();
        await using var window = Window(center);
        var page = window.Render<ReportPage>();

        await ChooseAsync(page, new PulledFile("1.png", [1]), new PulledFile("2.png", new InvalidOperationException("NotReadableError")));

        page.Find("p.error").TextContent.ShouldContain("Choose the files again");
        page.Markup.ShouldNotContain("1.png");
    }

    private static byte[] Request(Kit kit) => Encoding.UTF8.GetBytes(LicenseRequestFile.Write(ServedCenter.Request(kit)));

    private static Task ChooseAsync(IRenderedComponent<IComponent> page, params IBrowserFile[] files) =>
        page.InvokeAsync(() => page.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs(files)));

    private static BunitContext Window(ServedCenter center)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var window = new BunitContext();
        window.JSInterop.Mode = JSRuntimeMode.Loose;
        window.Services.AddLocalization();
        window.Services.AddSingleton(center.Console.Services.GetRequiredService<AnswerUpload>());
        window.Services.AddSingleton(center.Console.Services.GetRequiredService<ReportViolation>());
        window.Services.AddCascadingValue(_ => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, "clerk-1"), new Claim(ClaimTypes.Name, "clerk"), new Claim(ClaimTypes.Role, Roles.Clerk)], "test")))));
        return window;
    }
}
