namespace OperatorConsole.Features.Requests;

/// <summary>What the first key does with a request: the button says the act.</summary>
internal static class ActText
{
    /// <summary>Key of the text.</summary>
    internal static string Of(RulesView rules) => rules.Verdict switch
    {
        "granted" => "Act.Issue",
        "repeated" => "Act.Repeat",
        "none" => "Act.Reply",
        "unreadable" => "Act.TellFault",
        _ => "Act.TellRefusal",
    };
}
