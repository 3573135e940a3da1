using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;

namespace OperatorConsole.Shell.Frame;

/// <summary>Keeps a page's failure to the page: a reference to name, one to find in the log, and the frame stays.</summary>
public sealed class PageBoundary(ILogger<PageBoundary> log, IStringLocalizer<ShellTexts> texts) : ErrorBoundaryBase
{
    private string _reference = "";

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = FaultReference.Of(Activity.Current);
        log.LogError(exception, "A page failed, reference {Reference}", _reference);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenElement(1, "div");
        builder.AddAttribute(2, "class", "notice bad");
        builder.AddAttribute(3, "role", "alert");
        builder.AddContent(4, texts["PageFailed", _reference]);
        builder.OpenElement(5, "button");
        builder.AddAttribute(6, "type", "button");
        builder.AddAttribute(7, "class", "btn");
        builder.AddAttribute(8, "onclick", EventCallback.Factory.Create(this, Recover));
        builder.AddContent(9, texts["TryAgain"]);
        builder.CloseElement();
        builder.CloseElement();
    }
}

/// <summary>The number a person names when something failed, and which stands in the log beside the cause.</summary>
internal static class FaultReference
{
    public static string Of(Activity? activity) =>
        (activity?.TraceId.ToHexString() is { } trace && trace.Trim('0').Length > 0
            ? trace[^6..]
            : Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(3))).ToUpperInvariant();
}
