using Data.Staff;
using Licensing.Kits;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Calls;

/// <summary>A whole call on a console that was built but is not served.</summary>
internal static class ConsoleCall
{
    /// <summary>Makes a kit and takes its call to the end.</summary>
    /// <returns>The digits that came in and the digits that went out.</returns>
    public static async Task<(string Digits, string Answer)> MakeAsync(IServiceProvider console)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var anna = new Acting("anna-id", "anna", [Roles.Operator]);
        var kit = (await console.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Payroll 3", DeliveryTemplates.Find("base")!, 1, cancellation))[0];
        var digits = Dictated.By(kit, Dictated.First(kit));
        var reference = await console.GetRequiredService<TakeCall>().RunAsync(anna, cancellation);
        await console.GetRequiredService<SaveDigits>().RunAsync(anna, reference, 1, digits, cancellation);
        await console.GetRequiredService<VerifyCode>().RunAsync(anna, reference, cancellation);
        var answer = (await console.GetRequiredService<IssueAnswer>().RunAsync(anna, reference, cancellation)).ShouldNotBeNull();
        for (var line = 1; line <= ReadBackAnswer.Total; line++)
        {
            await console.GetRequiredService<RecordLine>().RunAsync(anna, reference, line, answer.Expected(line), cancellation);
        }

        return (digits, answer.Answer.ToDigits());
    }
}
