using Microsoft.Extensions.Localization;
using MudBlazor;

namespace OperatorConsole.Shell.Languages;

/// <summary>Texts of MudBlazor's own parts, keyed as MudBlazor names them.</summary>
public sealed class MudTexts;

/// <summary>Gives MudBlazor our words where we have them; elsewhere it keeps its English.</summary>
internal sealed class MudWords(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
