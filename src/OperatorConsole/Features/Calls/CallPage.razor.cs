using Data.Calls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Frame;

namespace OperatorConsole.Features.Calls;

/// <summary>The page of a call: which stage it is at, and what is known of it. What the operator does stands beside.</summary>
public sealed partial class CallPage : IAsyncDisposable
{
    private ElementReference _root;
    private IJSObjectReference? _module, _view;
    private Acting _acting = Acting.System;
    private CallView? _call, _resumed;
    private Verdict? _verdict;
    private CodeWrong? _asked;
    private IReadOnlyList<Question> _early = [];
    private readonly SortedSet<int> _fitting = [];
    private Resumption? _resumption;
    private long _typing;
    private int _timesLeft;
    private bool _attached;
    private DateTimeOffset? _saved;
    private string? _fault, _samePin, _heard;
    private bool _busy, _missing, _dropped, _anew, _left, _typedInVain, _draining;

    /// <summary>Full reference of the call.</summary>
    [Parameter]
    public string Reference { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = default!;

    // What the browser brings the focus to. A code that is being corrected after a verdict is entry again.
    private string Stage => _call switch
    {
        null => "",
        { State: CallState.Completed } => "done",
        { State: CallState.Refused or CallState.Abandoned } => "ended",
        { State: CallState.Dropped } => "dropped",
        _ when _call.OperatorId != _acting.Id => "taken",
        { Answer: not null } => "readback",
        _ => _verdict is CodeRight or CodeRefused ? "verdict" : "entry",
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _acting = Acting.From((await SignedIn).User);
        await ReloadAsync();
        if (RendererInfo.IsInteractive)
        {
            Feed.Changed += Follow;
            await JudgeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attached || _call is null)
        {
            return;
        }

        // The page may be drawn again while the script is on the way: a second hold on it would hear every key twice.
        _attached = true;
        try
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./Features/Calls/CallPage.razor.js");
            _view = await _module.InvokeAsync<IJSObjectReference>("attach", _root);
        }
        catch (Exception fault) when (WindowGone.Is(fault))
        {
            // The page was left while its script was still on the way.
        }
    }

    // Another operator took the call: this page shows it now, and not at the next key.
    private void Follow(string reference)
    {
        if (reference == Reference)
        {
            _ = InvokeAsync(async () =>
            {
                await ReloadAsync();
                StateHasChanged();
            });
        }
    }

    private async Task ReloadAsync()
    {
        _call = await Load.RunAsync(_acting, Reference, CancellationToken.None);
        _missing = _call is null;
        _heard = _call?.Digits;
        _saved ??= _call?.LastKeyAt;
    }

    private async Task JudgeAsync(long? typed = null)
    {
        var left = _timesLeft;
        var verdict = Stage == "entry" && _call is { Answer: null } ? await Verify.RunAsync(_acting, Reference, CancellationToken.None) : null;
        if (typed is { } message && (message != _typing || left != _timesLeft))
        {
            // More was typed meanwhile, and is judged by itself; or the operator left the verdict: one code has one.
            return;
        }

        _verdict = verdict;
        _asked = _verdict as CodeWrong ?? _asked;
        (_samePin, _anew) = (null, false);
    }

    // What was typed is safe; the operator gets a number to name, the log gets the cause. Typing is sent again until it is taken, under one number.
    private void Failed(Exception fault, bool typed)
    {
        _fault ??= FaultReference.Of(System.Diagnostics.Activity.Current);
        _typedInVain = typed;
        LogStuck(Log, fault, _fault);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call could not go on, reference {Reference}")]
    private static partial void LogStuck(ILogger log, Exception fault, string reference);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Feed.Changed -= Follow;
        try
        {
            if (_view is not null)
            {
                await _view.InvokeVoidAsync("dispose");
                await _view.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception fault) when (WindowGone.Is(fault))
        {
            // The window is gone, and its script with it.
        }
    }
}
