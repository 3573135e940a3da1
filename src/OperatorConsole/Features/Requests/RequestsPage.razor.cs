using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>The queue: the list stays where it is while colleagues work on it, and follows them in place.</summary>
public sealed partial class RequestsPage : IAsyncDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(15);
    private static readonly string[] Reasons =
    [
        "refused", "unreadable", "sender-unverified", "other-sender", "forwarded", "several-senders", "look-alike-domain", "display-name", "invalid-address",
        "encrypted-mail", "pin-request", "no-request", "replied", "bounced", "send-failed", "quarantined",
    ];

    private readonly CancellationTokenSource _gone = new();
    private Acting _acting = Acting.System;
    private IReadOnlyList<RequestSummary> _requests = [];
    private RequestCounts _counts = new(0, 0, 0, 0, null, null);
    private RequestView? _view;
    private ElementReference _root;
    private IJSObjectReference? _module, _keys;
    private string? _selected, _asked, _held, _fault;
    private int _total, _new;
    private bool _loaded, _following;

    [SupplyParameterFromQuery] private string? Tab { get; set; }
    [SupplyParameterFromQuery] private string? Kind { get; set; }
    [SupplyParameterFromQuery] private string? Reason { get; set; }
    [SupplyParameterFromQuery] private string? Language { get; set; }
    [SupplyParameterFromQuery] private string? Age { get; set; }
    [SupplyParameterFromQuery] private string? Find { get; set; }
    [SupplyParameterFromQuery] private int Page { get; set; }
    [SupplyParameterFromQuery] private string? Selected { get; set; }
    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = default!;

    /// <summary>What was painted before the circuit came: the list stays on the screen while it takes over.</summary>
    [PersistentState] public PaintedQueue? Painted { get; set; }

    private RequestQuery Query => new(Tab, Kind, Reason, Language, Age, Find);

    private RequestFilter Filter => Query.ToFilter();

    private int From => Math.Max(0, Page) * ListRequests.PageSize;

    private IEnumerable<(RequestTab Tab, int? Count)> Tabs =>
        [(RequestTab.Open, _counts.Open), (RequestTab.Unclaimed, _counts.Unclaimed), (RequestTab.Mine, _counts.Mine), (RequestTab.Waiting, _counts.Waiting), (RequestTab.Done, null)];

    protected override async Task OnParametersSetAsync()
    {
        _acting = Acting.From((await SignedIn).User);
        if (Selected != _asked)
        {
            (_asked, _selected) = (Selected, Selected ?? _selected);
        }

        if ((_loaded ? null : Painted) is not { } painted)
        {
            await ReloadAsync();
            return;
        }

        (_requests, _total, _counts, _loaded) = (painted.Requests, painted.Total, painted.Counts, true);
        await SelectFirstAsync();
        await SuggestAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            Feed.Changed += OnFeed;
            _ = InvokeAsync(FollowAsync);
        }

        if (_requests.Count > 0 && _keys is null && !_following)
        {
            _following = true;
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./Features/Requests/RequestsPage.razor.js");
            _keys = await _module.InvokeAsync<IJSObjectReference>("attach");
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            (_requests, _total) = await List.RunAsync(_acting, Filter, Math.Max(0, Page), _gone.Token);
            _counts = await List.CountAsync(_acting, _gone.Token);
            (_loaded, _new, _fault) = (true, 0, null);
            Painted = new PaintedQueue(_requests, _total, _counts);

            // The list does not wait for what stands beside it.
            StateHasChanged();
            _checked.IntersectWith(_requests.Select(r => r.Reference));
            await SelectFirstAsync();
            await SuggestAsync();
        }
        catch (Exception fault) when (fault is not (NotAllowedException or OperationCanceledException))
        {
            // The old list stays; a person can try again.
            _fault = fault.GetType().Name;
        }
    }

    private Task SelectFirstAsync() => SelectAsync(_requests.Any(r => r.Reference == _selected) ? _selected : _requests.Count > 0 ? _requests[0].Reference : null);

    private async Task SelectAsync(string? reference)
    {
        (_selected, _held) = (reference, null);
        var view = reference is null ? null : await Show.RunAsync(_acting, reference, _gone.Token);

        // Whoever moves on faster than it loads sees the last one.
        if (_selected == reference)
        {
            _view = view;
        }
    }

    private async Task ClaimAsync(string? from)
    {
        if (_selected is { } reference)
        {
            var claim = await Claim.RunAsync(_acting, reference, from, _gone.Token);
            await UpdateAsync();
            await SelectAsync(reference);
            _held = claim.Mine ? null : claim.Holder;
        }
    }

    private async Task ReleaseAsync()
    {
        if (_selected is { } reference)
        {
            await Release.RunAsync(_acting, reference, _gone.Token);
            await ChangedAsync();
        }
    }

    private async Task ChangedAsync()
    {
        await UpdateAsync();
        await SelectAsync(_selected);
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(Refresh);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                await FollowOnceAsync(null);
            }
        }
        catch (OperationCanceledException)
        {
            // The queue was left.
        }
    }

    // What fails once is told, and tried again with the next look: a list that stopped following must not look like one where nothing happens.
    private async Task FollowOnceAsync(string? reference)
    {
        try
        {
            await UpdateAsync();
            if (reference is not null && reference == _selected)
            {
                await SelectAsync(reference);
            }

            if (reference is not null && _requests.Any(r => r.Reference == reference))
            {
                await SuggestAsync(reference);
            }

            _fault = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = fault.GetType().Name;
        }

        StateHasChanged();
    }

    // In place: rows say who has them now, and nothing jumps under the cursor. What is new waits for a key.
    private async Task UpdateAsync()
    {
        if (!_loaded)
        {
            return;
        }

        _requests = await List.TheseAsync(_acting, [.. _requests.Select(r => r.Reference)], _gone.Token);
        var (fresh, total) = await List.RunAsync(_acting, Filter, Math.Max(0, Page), _gone.Token);
        _counts = await List.CountAsync(_acting, _gone.Token);
        _new = Math.Max(Math.Max(0, total - _total), fresh.Count(f => _requests.All(r => r.Reference != f.Reference)));
    }

    private void OnFeed(string? reference) => _ = InvokeAsync(async () =>
    {
        try
        {
            await FollowOnceAsync(reference);
        }
        catch (OperationCanceledException)
        {
            // The queue was left.
        }
    });

    // The filter in the words of its fields.
    private string Wanted => string.Join(" · ", new[]
    {
        Filter.Kind is { } kind ? T[$"Kind.{kind}"].Value : null,
        Filter.Reason is { } reason ? T.Said("Reason", reason) : null,
        Filter.Language switch { "en" => "English", "ru" => "Русский", _ => null },
        Filter.OlderThan is not null ? T["Filter.Older", Age!].Value : null,
        Filter.Find is { } find ? $"“{find}”" : null,
    }.OfType<string>());

    private string Address(RequestTab tab, int page, bool clear = false)
    {
        var query = clear ? new RequestQuery(tab.ToString(), null, null, null, null, null) : Query with { Tab = tab.ToString() };
        return Navigation.GetUriWithQueryParameters("/requests", query.ToParameters(page));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Feed.Changed -= OnFeed;
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("dispose");
                await _keys.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception fault) when (WindowGone.Is(fault))
        {
            // The browser went first.
        }
    }
}
