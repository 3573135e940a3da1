using System.CommandLine;
using OperatorConsole.Issuing;

namespace OperatorConsole.Commands;

/// <summary><c>keys list</c> and <c>keys export</c>: public halves only.</summary>
internal static class KeysCommand
{
    internal static Command Make(Place place) => new("keys", "The Center's keys.") { List(place), Export(place) };

    private static Command List(Place place)
    {
        var list = new Command("list", "List the keys by id and state.");
        list.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, _) =>
        {
            foreach (var key in services.GetRequiredService<IPhoneSigner>().PublicKeys)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"phone  {key.KeyId}  {key.State}");
            }

            return CommandLine.Done;
        }, cancellation));
        return list;
    }

    private static Command Export(Place place)
    {
        var file = new Argument<string>("FILE") { Description = "Where to write the public key set." };
        var export = new Command("export", "Write the public keys as the customer program wants them.") { file };
        export.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, token) =>
        {
            await File.WriteAllTextAsync(parsed.GetValue(file)!, services.GetRequiredService<PublicKeys>().ToJson(), token);
            return CommandLine.Done;
        }, cancellation));
        return export;
    }
}
