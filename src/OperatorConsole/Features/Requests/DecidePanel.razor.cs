using Data.Mail;
using Microsoft.AspNetCore.Components;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>The letter of a decision, drafted from its template, kept while it is written, sent by one key.</summary>
public sealed partial class DecidePanel : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string[] Doubts = ["sender-unverified", "other-sender", "forwarded", "several-senders", "look-alike-domain", "display-name", "invalid-address"];
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private CancellationTokenSource _later = new();
    private string _subject = "", _text = "", _reason = "";
    private string? _told, _drafted;
    private (string Subject, string Text)? _before;
    private DateTimeOffset? _savedAt;
    private bool _toRecord, _edited, _busy, _since, _ready, _renewing;
    private long _seen;
    private RequestView? _was;

    /// <summary>The request as it was when the panel opened.</summary>
    [Parameter, EditorRequired] public RequestView View { get; set; } = default!;

    /// <summary>Who decides.</summary>
    [Parameter, EditorRequired] public Acting Acting { get; set; } = default!;

    /// <summary>The decision.</summary>
    [Parameter, EditorRequired] public DeskAct Act { get; set; }

    /// <summary>A key was pressed in the letter; the page is not rendered for it.</summary>
    [Parameter] public Action? OnWrite { get; set; }

    /// <summary>The decision was sent.</summary>
    [Parameter] public EventCallback OnSent { get; set; }

    /// <summary>The panel is closed; the draft is kept.</summary>
    [Parameter] public EventCallback OnClosed { get; set; }

    /// <summary>The request should be read anew.</summary>
    [Parameter] public EventCallback OnReload { get; set; }

    private string Reference => View.Summary.Reference;

    private string Sender => View.Summary.Address;

    private string? Record => View.AddressOnRecord is { } record && !record.Equals(Sender, StringComparison.OrdinalIgnoreCase) ? record : null;

    private bool Doubted => Doubts.Contains(View.Summary.Reason);

    private string Title => Act == DeskAct.Answer ? ActText.Of(View.Rules) : $"Act.{Act}";

    private DraftInput Input => new(Act, _reason.Length > 0 ? _reason : null, [.. _wanted.Order(StringComparer.Ordinal)], _toRecord, _subject, _text) { Verdict = _drafted };

    // What the customer said of itself, nothing that only the Center knows.
    private LetterFields Knows => new(View.Summary.Language, Reference) { Kit = View.Summary.Kit, Customer = View.Summary.From == Sender ? null : View.Summary.From };

    private IReadOnlyList<string> Unfilled => Drafts.Unfilled(Input);

    protected override async Task OnInitializedAsync()
    {
        _seen = View.LastEvent;
        if (View.Draft is { DueAt: null, Input: { } kept } draft && kept.Act == Act)
        {
            (_subject, _text, _reason, _toRecord, _edited, _savedAt, _drafted) = (kept.Subject, kept.Text, kept.Reason ?? "", kept.ToRecord, true, draft.SavedAt, kept.Verdict);
            _wanted.UnionWith(kept.Wanted);
            await KeepToTheRulesAsync();
        }
        else
        {
            await DraftAsync(force: true);
        }

        _ready = true;
    }

    // What was drafted when the rules said something else is not sent with what they say now. It is shown, for the words that may be taken from it.
    private async Task KeepToTheRulesAsync()
    {
        if (Input.Fits(View.Rules.Verdict))
        {
            return;
        }

        _before = _edited ? (_subject, _text) : _before;
        await DraftAsync(force: true);
    }

    private async Task DraftAsync(bool force)
    {
        if (_edited && !force)
        {
            return;
        }

        var draft = await Draft.RunAsync(Acting, Reference, Act, _reason.Length > 0 ? _reason : null, [.. _wanted.Order(StringComparer.Ordinal)], CancellationToken.None);
        (_subject, _text, _drafted, _edited) = (draft.Subject, draft.Text, draft.Verdict, false);
    }

    private async Task ReasonAsync(ChangeEventArgs change)
    {
        _reason = change.Value as string ?? "";
        await DraftAsync(force: false);
    }

    private async Task WantAsync(string code, bool wanted)
    {
        _ = wanted ? _wanted.Add(code) : _wanted.Remove(code);
        await DraftAsync(force: false);
    }

    // Kept a moment after the last key, not at every key.
    private Task EditedAsync()
    {
        (_edited, _told, _since) = (true, null, false);
        OnWrite?.Invoke();
        _later.Cancel();
        _later.Dispose();
        _later = new CancellationTokenSource();
        _ = SaveLaterAsync(_later.Token);
        return Task.CompletedTask;
    }

    private async Task SaveLaterAsync(CancellationToken overtaken)
    {
        try
        {
            await Task.Delay(Pause, overtaken);
            await KeepAsync();
            await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException)
        {
            // Somebody goes on writing, or the panel is gone and has kept it.
        }
    }

    private async Task KeepAsync()
    {
        if (await Save.RunAsync(Acting, Reference, Input, CancellationToken.None))
        {
            _savedAt = Clock.Now;
        }
    }

    private async Task SendAsync()
    {
        if (_busy)
        {
            return;
        }

        (_busy, _told, _since) = (true, null, false);
        await _later.CancelAsync();
        try
        {
            var sending = await Send.RunAsync(Acting, Reference, Input, _seen, View.Rules.Verdict, CancellationToken.None);
            if (sending.End == SendEnd.Sent)
            {
                await OnSent.InvokeAsync();
                return;
            }

            Tell(sending);
        }
        catch (global::Data.BusyException)
        {
            _told = T["Decide.Busy"];
        }
        finally
        {
            _busy = false;
        }
    }

    private void Tell(Sending sending)
    {
        _since = sending.End is SendEnd.Changed or SendEnd.Overtaken;
        _told = sending.End switch
        {
            SendEnd.Unfilled => T["Decide.Unfilled", string.Join(", ", sending.Unfilled)],
            SendEnd.Changed => T["Decide.Changed", sending.Since.Count == 0 ? T["Decide.InOtherHands"].Value : string.Join("; ", sending.Since.Select(Since))],
            _ => T[$"Decide.{sending.End}"],
        };
    }

    private string Since(ThreadItem item) => $"{Clock.Time(item.At)} {T.Said("Event", item.Kind)} {item.Actor}".TrimEnd();

    // What is there now has been seen; the words that were written stay, in the letter or beside it.
    private async Task GoOnAsync()
    {
        (_renewing, _told, _since) = (true, null, false);
        await OnReload.InvokeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        var fresh = !ReferenceEquals(View, _was);
        _was = View;
        if (_renewing && fresh)
        {
            (_seen, _renewing) = (View.LastEvent, false);
            await KeepToTheRulesAsync();
        }
    }

    private async Task CloseAsync()
    {
        await _later.CancelAsync();
        if (_edited)
        {
            await KeepAsync();
        }

        await OnClosed.InvokeAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _later.Cancel();
        _later.Dispose();
    }
}
