namespace OperatorConsole.Tests.SelfService;

/// <summary>Texts that others depend on, as they were approved. Whoever changes one on purpose approves the new text by putting it in the old one's place.</summary>
internal static class Approved
{
    internal static void ShouldBe(string name, string received)
    {
        var approved = Path.Combine(FindTests(), "SelfService", "approved", name);
        received = received.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var lines = received.Split('\n');
        var known = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n").Split('\n') : [];
        if (lines.SequenceEqual(known, StringComparer.Ordinal))
        {
            return;
        }

        var beside = Path.Combine(AppContext.BaseDirectory, name + ".received");
        File.WriteAllText(beside, received);
        var at = lines.Zip(known).TakeWhile(pair => pair.First == pair.Second).Count();
        throw new ShouldAssertException(
            $"{name} is not what was approved from line {at + 1} on.\n  approved: {known.ElementAtOrDefault(at)}\n  received: {lines.ElementAtOrDefault(at)}\nThe whole is at {beside}");
    }

    private static string FindTests()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "OperatorConsole.sln")))
            {
                return Path.Combine(place.FullName, "tests", "OperatorConsole.Tests");
            }
        }

        throw new DirectoryNotFoundException("The tests are not where they were written.");
    }
}
