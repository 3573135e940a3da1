using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <content>What the operator does in a call: each key is one use case, then what it changed is loaded anew.</content>
public sealed partial class CallPage
{
    private async Task<long> TypedAsync(long sequence, string typed, bool again)
    {
        var counts = _typing = sequence;
        try
        {
            var saved = await Save.RunAsync(_acting, Reference, sequence, typed, CancellationToken.None);
            counts = saved.Sequence;
            if (saved.At is null)
            {
                return counts;
            }

            (_saved, _fault) = (saved.At, null);
            var digits = CallDigits.Clean(typed);
            if (again && _left && digits == _heard)
            {
                // Nobody asked: the verdict that the operator left stays left.
                return counts;
            }

            (_heard, _left) = (digits, false);
            MarkFitting(digits);
            _verdict = null;
            var whole = CallDigits.Dictation(digits) is not null;
            _early = whole ? [] : AskCaller.Early(digits);
            if (whole && sequence == _typing)
            {
                await JudgeAsync(sequence);
            }
        }
        catch (CallTakenOverException)
        {
            await ReloadAsync();
        }
        catch (Exception fault) when (fault is not (NotAllowedException or OperationCanceledException))
        {
            Failed(fault, typed: true);
        }
        finally
        {
            StateHasChanged();
        }

        return counts;
    }

    // A group that was asked for again and is now what the explanation expected.
    private void MarkFitting(string digits)
    {
        _fitting.Clear();
        if (_asked is { } asked)
        {
            var groups = CallDigits.GroupsOf(digits);
            _fitting.UnionWith(Enumerable.Range(1, groups.Length).Where(p => groups[p - 1] is { } value && asked.Fits(p, value)));
        }
    }

    private Task IssueAsync() => OnceAsync(async () =>
    {
        await Issue.RunAsync(_acting, Reference, CancellationToken.None);
        await ReloadAsync();
        await JudgeAsync();
    });

    private Task SamePinAsync() => OnceAsync(async () =>
    {
        _samePin = (_verdict as CodeRight)?.About.Replaces;
        await Advise.RunAsync(_acting, Reference, CancellationToken.None);
        await ReloadAsync();
        (_verdict, _anew, _left) = (null, true, true);
    });

    // Whoever was refused reads out another code; a right one is gone back to in order to look at it.
    private void Back() => (_anew, _left, _timesLeft, _verdict) = (_verdict is CodeRefused, true, _timesLeft + 1, null);

    private async Task<string?> SaidAsync(int line, int said)
    {
        try
        {
            if (await Record.RunAsync(_acting, Reference, line, said, CancellationToken.None) is not { } result)
            {
                return null;
            }

            (_saved, _fault) = (Clock.Now, null);
            await ReloadAsync();
            StateHasChanged();
            return LineWords.For(T, result);
        }
        catch (CallTakenOverException)
        {
            await ReloadAsync();
            StateHasChanged();
            return null;
        }
        catch (Exception fault) when (fault is not (NotAllowedException or OperationCanceledException))
        {
            // The script hears of it as well: it keeps the checksum and says it again.
            Failed(fault, typed: true);
            StateHasChanged();
            throw;
        }
    }

    private Task DropAsync() => OnceAsync(async () =>
    {
        _dropped = await Drop.RunAsync(_acting, Reference, CancellationToken.None);
        _resumption = null;
        await ReloadAsync();
    });

    private Task ResumeAsync(string? kit) => OnceAsync(() => TakenUpAsync(() => Resume.RunAsync(_acting, Reference, kit, CancellationToken.None)));

    private Task TakeOverAsync(string? kit) => OnceAsync(() => TakenUpAsync(() => TakeOver.RunAsync(_acting, Reference, kit, CancellationToken.None)));

    private async Task TakenUpAsync(Func<Task<Resumption>> act)
    {
        var left = _call;
        _resumption = await act();
        await ReloadAsync();
        _resumed = _resumption == Resumption.Resumed ? left : null;
        await JudgeAsync();
    }

    private Task EndAsync(string reason) => OnceAsync(async () =>
    {
        await End.RunAsync(_acting, Reference, reason, CancellationToken.None);
        await ReloadAsync();
    });

    private Task NewCallAsync() => OnceAsync(async () =>
        Navigation.NavigateTo("/calls/" + await Take.RunAsync(_acting, CancellationToken.None), forceLoad: true));

    // A key that is pressed twice acts once.
    private async Task OnceAsync(Func<Task> act)
    {
        if (_busy)
        {
            return;
        }

        (_busy, _fault, _draining) = (true, null, false);
        try
        {
            await act();
        }
        catch (CallTakenOverException)
        {
            await ReloadAsync();
        }
        catch (DrainingException)
        {
            _draining = true;
        }
        catch (Exception fault) when (fault is not (NotAllowedException or OperationCanceledException))
        {
            Failed(fault, typed: false);
        }
        finally
        {
            _busy = false;
        }
    }
}
