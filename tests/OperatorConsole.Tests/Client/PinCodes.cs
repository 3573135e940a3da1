using Licensing.Dictation;

namespace OperatorConsole.Tests.Client;

/// <summary>PIN codes made for the tests.</summary>
internal static class PinCodes
{
    internal static string Spare => Make(111, 222, 333, 444);

    internal static string Reserved => Make(996, 1, 2, 3);

    private static string Make(params int[] four) => Groups.Format([.. four, Checks.Pin(four)]);
}
