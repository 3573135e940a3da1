using System.CommandLine;
using Data.Journal;

namespace OperatorConsole.Commands;

/// <summary><c>journal verify</c>.</summary>
internal static class JournalCommand
{
    internal static Command Make(Place place)
    {
        var json = Place.Json();
        var verify = new Command("verify", "Verify the journal's chain, seals and length.") { json };
        verify.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, token) =>
        {
            var verdict = await services.GetRequiredService<JournalVerifier>().VerifyAsync(token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? Json.Of(verdict)
                : verdict.FirstBroken is { } broken ? FormattableString.Invariant($"Broken at entry {broken.Sequence}: {broken.Why}. Entries: {verdict.Entries}.")
                : FormattableString.Invariant($"Whole. Entries: {verdict.Entries}."));
            return verdict.Whole ? CommandLine.Done : CommandLine.Refused;
        }, cancellation));
        return new Command("journal", "The journal of what was done.") { verify };
    }
}
