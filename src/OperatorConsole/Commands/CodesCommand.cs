using System.CommandLine;
using Licensing.Dictation;

namespace OperatorConsole.Commands;

/// <summary><c>codes vectors</c>: proves that this program agrees with the golden vectors.</summary>
internal static class CodesCommand
{
    internal static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "A file of golden vectors." };
        var vectors = new Command("vectors", "Check a file of golden vectors.") { file };
        vectors.SetAction(async (parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var result = GoldenVectors.Check(await File.ReadAllTextAsync(parsed.GetValue(file)!, cancellation));
                foreach (var failure in result.Failures)
                {
                    await errors.WriteLineAsync(failure);
                }

                await output.WriteLineAsync(FormattableString.Invariant($"{result.Passed} passed, {result.Failures.Count} failed"));
                return result.Failures.Count == 0 ? CommandLine.Done : CommandLine.Refused;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
            {
                await errors.WriteLineAsync($"FILE: {fault.Message}");
                return CommandLine.WrongUsage;
            }
        });
        return new Command("codes", "The dictation codes.") { vectors };
    }
}
