using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using OperatorConsole.Issuing;
using OperatorConsole.Shell.Frame;

namespace OperatorConsole.Features.SelfService;

/// <summary>What a program is told when the Center itself fails: a problem like any other, with the reference under which the cause stands in the log, and nothing of the cause.</summary>
internal sealed class ApiFault(IStringLocalizer<SelfServiceTexts> texts, ILogger<ApiFault> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is that of the error page by now.
        var asked = new PathString(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path);
        if (!asked.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return false;
        }

        var reference = FaultReference.Of(Activity.Current);
        log.LogError(exception, "A program was told of a fault, reference {Reference}", reference);

        // Outside what chose the language for this request: it is asked for once more.
        var language = httpContext.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture;
        var problem = CustomerWords.In(language, () => LicenseApi.Problem(
            StatusCodes.Status500InternalServerError, "fault", texts["Api.Fault"], texts["Api.Fault.Detail", reference], reference: reference));
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
