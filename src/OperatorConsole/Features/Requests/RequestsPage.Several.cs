using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>The queue with several rows selected, what is suggested about its rows, and what waits since a moment ago.</summary>
public sealed partial class RequestsPage
{
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RequestSuggestion> _suggested = new(StringComparer.Ordinal);
    private IReadOnlyList<Waiting> _waits = [];
    private SeveralOutcome? _said;
    private bool _busy;

    // As they stand on the screen: an act is done upon what was seen.
    private IReadOnlyList<RequestSummary> Chosen => [.. _requests.Where(r => _checked.Contains(r.Reference))];

    private void Check(string reference)
    {
        _said = null;
        if (!_checked.Remove(reference))
        {
            _checked.Add(reference);
        }
    }

    private void ClearSelection()
    {
        _checked.Clear();
        _said = null;
    }

    private Task ClaimSeveralAsync() => SeveralAsync(chosen => Several.ClaimAsync(_acting, chosen, _gone.Token));

    private Task ReleaseSeveralAsync() => SeveralAsync(chosen => Several.ReleaseAsync(_acting, chosen, _gone.Token));

    private Task AssignSeveralAsync(string to) => SeveralAsync(chosen => Several.AssignAsync(_acting, chosen, to, _gone.Token));

    private Task WaitSeveralAsync((DateTimeOffset? Until, string Reason) wait) => SeveralAsync(chosen => Several.WaitAsync(_acting, chosen, wait.Until, wait.Reason, _gone.Token));

    // What was skipped stays selected: a person sees which, and why, and can do something else with them.
    private async Task SeveralAsync(Func<IReadOnlyList<RequestSummary>, Task<SeveralOutcome>> act)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var outcome = await act(Chosen);
            _checked.ExceptWith(outcome.Done);
            (_said, _waits) = (outcome, outcome.Waiting);
            await ChangedAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ResumeAsync()
    {
        if (_selected is { } reference)
        {
            _waits = [];
            await Resume.RunAsync(_acting, reference, _gone.Token);
            await ChangedAsync();
        }
    }

    private async Task UndoneAsync()
    {
        (_waits, _said) = ([], null);
        await ChangedAsync();
    }

    // Files are opened for it: the page as it is painted first does without, and the list never waits for it.
    private async Task SuggestAsync(string? only = null)
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        StateHasChanged();
        IReadOnlyList<string> wanted = only is null ? [.. _requests.Select(r => r.Reference)] : [only];
        try
        {
            var suggested = await Suggest.RunAsync(_acting, wanted, _gone.Token);
            foreach (var reference in wanted)
            {
                _suggested.Remove(reference);
                if (suggested.TryGetValue(reference, out var suggestion))
                {
                    _suggested[reference] = suggestion;
                }
            }
        }
        catch (Exception fault) when (fault is not (NotAllowedException or OperationCanceledException))
        {
            // The list is worth more than a word beside it: what was suggested before may not hold any more, and goes.
            foreach (var reference in wanted)
            {
                _suggested.Remove(reference);
            }
        }
    }
}
