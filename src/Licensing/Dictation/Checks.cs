namespace Licensing.Dictation;

/// <summary>The five checks of the codes. Dictation codes, section 1.1.</summary>
public static class Checks
{
    internal const int Rho = 52;
    internal const int Sigma = 392;
    internal const int Tau = 602;
    internal const int RequestConstant = 1;
    internal const int InnerConstant = 2;
    internal const int PinConstant = 3;
    internal const int TotalConstant = 500;

    /// <summary>The group that makes a PIN's first four complete.</summary>
    public static int Pin(ReadOnlySpan<int> fourGroups) => Check(fourGroups, Tau, PinConstant);

    /// <summary>Request group 16, over groups 1 to 15.</summary>
    public static int Inner(ReadOnlySpan<int> fifteenGroups) => Check(fifteenGroups, Sigma, InnerConstant);

    /// <summary>The check sum that the caller reads out last, over groups 1 to 16.</summary>
    public static int Request(ReadOnlySpan<int> sixteenGroups) => Check(sixteenGroups, Rho, RequestConstant);

    /// <summary>Checksum of one line of the answer; it knows the line's number and the request, so that a wrong ticket shows at line 1.</summary>
    /// <param name="line">1 to 9.</param>
    /// <param name="fiveGroups">The line.</param>
    /// <param name="requestCheckSum">Check sum of the request that is answered.</param>
    public static int Line(int line, ReadOnlySpan<int> fiveGroups, int requestCheckSum) =>
        Check(fiveGroups, Rho, (10 * line) + requestCheckSum);

    /// <summary>Checksum of the whole answer, over its 45 groups.</summary>
    public static int Total(ReadOnlySpan<int> answer, int requestCheckSum) =>
        Check(answer, Sigma, TotalConstant + requestCheckSum);

    private static int Check(ReadOnlySpan<int> groups, int multiplier, int constant)
    {
        var sum = 0;
        foreach (var group in groups)
        {
            sum = (sum + group) * multiplier % Groups.Modulus;
        }

        return Field.Mod(constant - sum);
    }
}

/// <summary>Arithmetic of the field of 997 elements.</summary>
internal static class Field
{
    internal static int Mod(long value)
    {
        var rest = (int)(value % Groups.Modulus);
        return rest < 0 ? rest + Groups.Modulus : rest;
    }

    internal static int Power(int value, int exponent)
    {
        var result = 1;
        for (var i = 0; i < exponent; i++)
        {
            result = Mod(result * value);
        }

        return result;
    }

    internal static int Divide(int value, int by) => Mod((long)value * Inverses[by]);

    // One repair divides some three hundred times while the caller waits.
    private static readonly int[] Inverses = [.. Enumerable.Range(0, Groups.Modulus).Select(value => Power(value, Groups.Modulus - 2))];
}
