using Licensing.AdditionalPins;
using Microsoft.AspNetCore.Components;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Presence;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>The dossier: what is known, and what a person does about it. Each key is one use case, then what it changed is read anew.</summary>
public sealed partial class PinDossierPage
{
    private PinDossier? _file;
    private Onlookers? _onlookers;
    private (Guid Request, Guid? Decision) _stamp;
    private bool _missing, _handing, _busy;
    private PinAct? _panel;
    private string? _said;
    private int _version;

    /// <summary>Reference of the request.</summary>
    [Parameter]
    public string Reference { get; set; } = "";

    /// <summary>The request that was decided just before.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    [Inject]
    private ShowPinRequest Show { get; set; } = default!;

    [Inject]
    private TakePinRequest Take { get; set; } = default!;

    [Inject]
    private DecidePinRequest Decide { get; set; } = default!;

    [Inject]
    private AgreeToPinDecision Agree { get; set; } = default!;

    [Inject]
    private UndoPinDecision Undo { get; set; } = default!;

    [Inject]
    private ClosePinRequest Close { get; set; } = default!;

    [Inject]
    private ListPinRequests List { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private int Number => RequestReference.Parse(Reference) ?? 0;

    private string Stage => _file?.Open?.State.ToString() ?? _file?.State.ToString() ?? "";

    private string LastAct => _file!.Given is not null ? PinAct.Approve.Code() : PinAct.Refuse.Code();

    private IEnumerable<(PinAct Act, string Key, string TestId)> Acts => _file!.Given is null
        ? [(PinAct.Approve, "1", "approve"), (PinAct.Refuse, "2", "refuse"), (PinAct.Ask, "3", "ask")]
        : [(PinAct.Resend, "1", "resend"), (PinAct.Ask, "3", "ask")];

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        if (_file is not null && _file.Reference != Reference)
        {
            (_panel, _handing, _said) = (null, false, null);
        }

        _file = await Show.RunAsync(Acting, Number, CancellationToken.None);
        _stamp = await Show.StampAsync(Acting, Number, CancellationToken.None);
        _missing = _file is null;
        _version++;
    }

    /// <inheritdoc/>
    protected override async Task<bool> IsStaleAsync() => await Show.StampAsync(Acting, Number, CancellationToken.None) != _stamp;

    /// <inheritdoc/>
    protected override bool Concerns(int number) => number == Number;

    private void OpenPanel(PinAct act, bool forbidden)
    {
        if (!forbidden)
        {
            (_panel, _handing, _said) = (act, false, null);
        }
    }

    private Task DecideAsync(PinDecision decision) => OnceAsync(async () =>
    {
        var result = await Decide.RunAsync(Acting, Number, decision, CancellationToken.None);
        _said = result.Result is PinDecided.Pending or PinDecided.AwaitsSecond ? null : T[$"Result.{result.Result}"].Value;
        _panel = _said is null ? null : _panel;
        if (result.Result == PinDecided.Pending)
        {
            await NextAsync();
        }
    });

    // The next opens by itself: one's own first, then whatever waits longest and is nobody's.
    private async Task NextAsync()
    {
        foreach (var tab in new[] { PinTab.Mine, PinTab.Unclaimed })
        {
            var items = (await List.RunAsync(Acting, tab, CancellationToken.None)).Items;
            if (items.FirstOrDefault(i => i.Number != Number && (i.Mine || i.Clerk is null)) is { } next)
            {
                Navigation.NavigateTo($"/additional/{next.Reference}?after={Reference}");
                return;
            }
        }

        Navigation.NavigateTo($"/additional?after={Reference}");
    }

    private Task AgreeAsync(bool agree) => OnceAsync(async () =>
    {
        var result = await Agree.RunAsync(Acting, Number, agree, CancellationToken.None);
        _said = result.Result == PinDecided.Pending ? null : T[$"Result.{result.Result}"].Value;
    });

    private Task WithdrawAsync() => OnceAsync(async () => _said = await Undo.RunAsync(Acting, Number, CancellationToken.None) ? null : T["Result.TooLate"].Value);

    private Task ClaimAsync(bool takeOver) => OnceAsync(() => Take.RunAsync(Acting, Number, takeOver, CancellationToken.None));

    private Task ReleaseAsync() => OnceAsync(() => Take.ReleaseAsync(Acting, Number, CancellationToken.None));

    private Task CloseAsync() => OnceAsync(() => Close.RunAsync(Acting, Number, CancellationToken.None));

    private Task HandAsync(string colleague) => OnceAsync(async () =>
    {
        _handing = !await Take.HandOverAsync(Acting, Number, colleague, CancellationToken.None);
        _said = _handing ? T["Result.NotHanded"].Value : null;
    });

    // A double press is one act.
    private async Task OnceAsync(Func<Task> act)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await act();
            await ReadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
