namespace Browser.Tests.Figures;

/// <summary>A line of the table that a measurement prints.</summary>
internal static class Figure
{
    internal static void Tell(string what, string figure, string target) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"| {what} | {figure} | {target} |");
}
