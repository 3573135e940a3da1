namespace OperatorConsole.Mail.Outgoing;

/// <summary>How handing a letter over ended.</summary>
internal enum Handover
{
    /// <summary>The other side has it and said so.</summary>
    Done,

    /// <summary>Not now; try again later.</summary>
    Later,

    /// <summary>Everything was said and no answer came: it may have arrived. The same bytes again.</summary>
    Uncertain,

    /// <summary>Never: a person's turn.</summary>
    Never,
}

/// <summary>What became of a letter.</summary>
/// <param name="Handover">How it ended.</param>
/// <param name="Fault">Stable code of why not; null when it went.</param>
internal sealed record Handed(Handover Handover, string? Fault = null);

/// <summary>Hands letters over. A seam: a server, or a folder of files.</summary>
internal interface ISendLetters
{
    /// <summary>
    /// Letters that may be handed over while the word of earlier ones is still being written down. A process that dies hands as many over
    /// again; where that puts a second copy before a customer, it is none.
    /// </summary>
    int MostUnrecorded => 0;

    /// <param name="name">Name of the letter: a folder keeps one file of it, however often it is handed over.</param>
    /// <param name="recipient">The one recipient.</param>
    /// <param name="bytes">The whole message.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    Task<Handed> SendAsync(Guid name, string recipient, byte[] bytes, CancellationToken cancellation);
}
