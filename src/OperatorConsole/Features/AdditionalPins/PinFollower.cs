using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>A page that follows what others do: told by this node at once, and by looking every few seconds what another node did.</summary>
public abstract class PinFollower : ComponentBase, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _gone = new();

    [Inject]
    private PinFeed Feed { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = default!;

    /// <summary>Who looks.</summary>
    protected Acting Acting { get; private set; } = Acting.System;

    /// <summary>Reads what is shown.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Whether it has to be read again.</summary>
    protected virtual Task<bool> IsStaleAsync() => Task.FromResult(true);

    /// <summary>Whether a change of this request concerns the page.</summary>
    protected virtual bool Concerns(int number) => true;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Acting = Acting.From((await SignedIn).User);
        await ReadAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Feed.Changed += OnChanged;
            _ = FollowAsync();
        }
    }

    private void OnChanged(int number)
    {
        if (Concerns(number))
        {
            _ = InvokeAsync(AgainAsync);
        }
    }

    private async Task AgainAsync()
    {
        if (!_gone.IsCancellationRequested)
        {
            await ReadAsync();
            StateHasChanged();
        }
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                await InvokeAsync(async () =>
                {
                    if (await IsStaleAsync())
                    {
                        await AgainAsync();
                    }
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>Ends following.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Feed.Changed -= OnChanged;
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }
}
