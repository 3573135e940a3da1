namespace OperatorConsole.Mail.Modules;

/// <summary>A module in one language.</summary>
/// <param name="Title">By what it is found.</param>
/// <param name="Text">What is put into the letter, before its fields are filled.</param>
public sealed record ModuleWords(string Title, string Text);

/// <summary>A short text that is put into letters, as it stands now or stood once.</summary>
/// <param name="Id">Stable name, the same in all versions.</param>
/// <param name="Version">0 as it comes with the program.</param>
/// <param name="English">In English.</param>
/// <param name="Russian">In Russian.</param>
/// <param name="Retired">Whether it is offered to nobody any more.</param>
public sealed record TextModule(string Id, int Version, ModuleWords English, ModuleWords Russian, bool Retired)
{
    /// <summary>Name of who wrote this version; empty for what comes with the program.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was written; null for what comes with the program.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>In a language of letters.</summary>
    public ModuleWords In(string language) => language == "ru" ? Russian : English;
}
