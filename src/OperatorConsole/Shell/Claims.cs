namespace OperatorConsole.Shell;

/// <summary>What a sign-in says of a person beside Identity's own claims.</summary>
internal static class Claims
{
    /// <summary>The name that colleagues see.</summary>
    public const string DisplayName = "center:display-name";

    /// <summary>Ticks of UTC at the sign-in; a renewal does not move it.</summary>
    public const string Since = "center:since";
}
