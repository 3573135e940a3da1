using Data.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OperatorConsole.Mail.Presence;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A request: what it says, what the rules say, what is written to the customer; the next one opens by itself.</summary>
public sealed partial class RequestPage : IDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _gone = new();
    private Acting _acting = Acting.System;
    private RequestView? _view;
    private Onlookers? _onlookers;
    private DeskAct? _act;
    private string? _open, _held, _shown, _asked;
    private IReadOnlyList<Waiting> _waits = [];
    private bool _missing, _changed;

    /// <summary>Reference of the request.</summary>
    [Parameter] public string Reference { get; set; } = "";

    [SupplyParameterFromQuery] private string? Act { get; set; }
    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = default!;

    private RequestSummary Request => _view!.Summary;

    private bool Mine => Request.HolderId == _acting.Id;

    private string StateText => Request switch
    {
        { DueAt: not null } => T["State.Going"],
        { State: RequestState.Done } => T.Said("Decision", Request.Decision),
        { State: RequestState.Waiting } => T.Waiting(Clock, Request),
        { HolderId: null } => T["State.Unclaimed"],
        _ => Mine ? T["State.Mine"] : Request.Holder ?? "",
    };

    protected override async Task OnParametersSetAsync()
    {
        _acting = Acting.From((await SignedIn).User);
        if (_shown == Reference && _asked == Act)
        {
            return;
        }

        (_shown, _asked, _open, _held, _changed, _waits) = (Reference, Act, null, null, false, []);
        await ReloadAsync();
        _act = null;
        if (Enum.TryParse<DeskAct>(Act, out var act) && _view is not null)
        {
            // The page as it is painted first has no person at its keys yet.
            await (RendererInfo.IsInteractive ? Begin(act) : Task.CompletedTask);
            _act = act;
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Feed.Changed += OnFeed;
            _ = InvokeAsync(FollowAsync);
        }
    }

    private async Task ReloadAsync()
    {
        var reference = Reference;
        var view = await Show.RunAsync(_acting, reference, _gone.Token);
        if (reference == Reference)
        {
            (_view, _missing, _changed) = (view, view is null, false);
        }
    }

    private async Task ClaimAsync(string? from)
    {
        var claim = await Claim.RunAsync(_acting, Reference, from, _gone.Token);
        _held = claim.Mine ? null : claim.Holder;
        await ReloadAsync();
    }

    private async Task ReleaseAsync()
    {
        await Release.RunAsync(_acting, Reference, _gone.Token);
        await ReloadAsync();
    }

    private async Task ResumeAsync()
    {
        _waits = [];
        await Resume.RunAsync(_acting, Reference, _gone.Token);
        await ReloadAsync();
    }

    private async Task UndoneAsync()
    {
        _waits = [];
        await ReloadAsync();
    }

    // Whoever begins to decide has the request from then on, so that nobody writes the same letter.
    private async Task Begin(DeskAct act)
    {
        if (Request.HolderId is null)
        {
            await ClaimAsync(null);
        }

        _act = act;
    }

    // What was written is opened again as it was kept.
    private async Task CloseAsync()
    {
        _act = null;
        await ReloadAsync();
    }

    private async Task SideDoneAsync(bool changed)
    {
        _open = null;
        if (changed)
        {
            await ReloadAsync();
        }
    }

    private Task SentAsync() => NextAsync();

    private async Task NextAsync() => Go(await List.NextAsync(_acting, Reference, _gone.Token));

    private async Task PreviousAsync() => Go(await List.PreviousAsync(_acting, Reference, _gone.Token));

    private void Go(string? reference)
    {
        _act = null;
        Navigation.NavigateTo(reference is null ? "/requests" : "/requests/" + reference);
    }

    // While the page is open and the request is one's own, the claim does not run out.
    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(SignOfLife);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (_view is not null && Mine && Request.State != RequestState.Done)
                {
                    await Claim.RunAsync(_acting, Reference, null, _gone.Token);
                }

                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    // A letter that is being written is not disturbed: it is told that something changed, and shown when the clerk asks for it.
    private void OnFeed(string? reference)
    {
        if (reference is null || reference == Reference)
        {
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await FollowChangeAsync();
                    StateHasChanged();
                }
                catch (OperationCanceledException)
                {
                    // The page was left.
                }
            });
        }
    }

    private async Task FollowChangeAsync()
    {
        var (seen, fresh) = (_view, await Show.RunAsync(_acting, Reference, _gone.Token));
        if (fresh is null || seen is null || fresh.Summary.Reference != seen.Summary.Reference)
        {
            return;
        }

        if (_act is null)
        {
            _view = fresh;
        }
        else
        {
            _changed = fresh.LastEvent > seen.LastEvent && fresh.Summary.HolderId != _acting.Id || fresh.Summary.NewReply && !seen.Summary.NewReply;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Feed.Changed -= OnFeed;
        _gone.Cancel();
        _gone.Dispose();
    }
}
