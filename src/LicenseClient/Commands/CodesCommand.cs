using System.CommandLine;
using Licensing.Dictation;

namespace LicenseClient.Commands;

/// <summary><c>codes vectors</c>: proves that this program and the Center agree to the bit.</summary>
internal static class CodesCommand
{
    private const long MostBytes = 64 * 1024 * 1024;

    internal static Command For(Conversation conversation)
    {
        var file = new Argument<string>("FILE") { Description = Texts.Of("ArgumentVectors") };
        var vectors = new Command("vectors", Texts.Of("CommandVectors")) { file };
        vectors.SetAction((parsed, _) => RunAsync(conversation, parsed.GetRequiredValue(file)));
        return new Command("codes", Texts.Of("CommandCodes")) { vectors };
    }

    private static async Task<int> RunAsync(Conversation conversation, string path)
    {
        GoldenVectors result;
        try
        {
            result = GoldenVectors.Check(ClientFiles.Text("FILE", path, MostBytes));
        }
        catch (FormatException fault)
        {
            throw Stopped.WrongUsage("FILE", $"{path}: {fault.Message}");
        }

        foreach (var failure in result.Failures)
        {
            await conversation.SayAsync(failure);
        }

        // Read by scripts: the same words in every language.
        await conversation.SayAsync(FormattableString.Invariant($"{result.Passed} passed, {result.Failures.Count} failed"));
        return result.Failures.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }
}
