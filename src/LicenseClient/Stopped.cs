namespace LicenseClient;

/// <summary>The program cannot go on, and says why. Caught once, where the program ends.</summary>
internal sealed class Stopped : Exception
{
    private Stopped(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>What the process returns.</summary>
    internal int ExitCode { get; }

    /// <summary>Asked for rightly, and refused or found wanting.</summary>
    internal static Stopped Refused(string message) => new(ExitCodes.Refused, message);

    /// <summary>An option or file that is not what it should be.</summary>
    /// <param name="option">The option, as it is typed.</param>
    /// <param name="expected">What was expected of it.</param>
    internal static Stopped WrongUsage(string option, string expected) => new(ExitCodes.WrongUsage, $"{option}: {expected}");
}

/// <summary>What the process returns. Formats, sections 4 and 5.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int Refused = 1;
    internal const int WrongUsage = 2;
}
