namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>What brings the customers' mails to the console that is killed, and takes its letters away.</summary>
internal interface IPost
{
    /// <summary>The settings with which the console finds it.</summary>
    IReadOnlyList<string> Settings { get; }

    /// <summary>Letters that one kill may bring a second time.</summary>
    int MostTwiceAKill { get; }

    /// <summary>Letters that the console has handed over and that were not collected yet.</summary>
    int Handed { get; }

    /// <summary>Delivers mails to the Center, in their order.</summary>
    /// <returns>The mailbox's own names for them.</returns>
    Task<IReadOnlyList<string>> DeliverAsync(IReadOnlyList<string> mails);

    /// <summary>The letter that is handed over as the <paramref name="letter"/>th from now on is taken without a word, where the other side can do that.</summary>
    void TakeSilently(int letter);

    /// <summary>Takes the letters away: one that is handed over again lies there again.</summary>
    IReadOnlyList<byte[]> Collect();
}
