using System.CommandLine;
using System.Globalization;
using OperatorConsole.Features.Violations;
using OperatorConsole.Shell;

namespace OperatorConsole.Commands;

/// <summary><c>violations run</c>.</summary>
internal static class ViolationsCommand
{
    private const int Step = 100;

    internal static Command Make(Place place)
    {
        var json = Place.Json();
        var run = new Command("run", "Run the rules over the whole history; what stands there already is not entered again.") { json };
        run.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, stop) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var found = await services.GetRequiredService<RunRules>().RunAsync(Acting.System, (done, total) => Tell(errors, done, total), stop);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(Json.Of(new { facts = found.Facts, observations = found.Observations }));
                return CommandLine.Done;
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Facts: {found.Facts}. Observations: {found.Observations.Values.Sum()}."));
            foreach (var (rule, count) in found.Observations)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rule}: {count}"));
            }

            return CommandLine.Done;
        }, cancellation));
        return new Command("violations", "Violations that rules find in the history.") { run };
    }

    private static void Tell(TextWriter errors, int done, int total)
    {
        if (done % Step == 0 || done == total)
        {
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {total}"));
        }
    }
}
