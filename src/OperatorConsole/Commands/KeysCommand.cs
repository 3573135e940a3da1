using System.CommandLine;
using Licensing.Files;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Shell;

namespace OperatorConsole.Commands;

/// <summary><c>keys</c>: list, export, rotate, revoke, back up.</summary>
internal static class KeysCommand
{
    internal static Command Make(Place place) =>
        new("keys", "The Center's keys.") { List(place), Export(place), Rotate(place), Revoke(place), BackUp(place) };

    private static Command List(Place place)
    {
        var json = Place.Json();
        var list = new Command("list", "List the keys by kind, id and state.") { json };
        list.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var keys = services.GetRequiredService<IKeyStore>().Keys;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(Json.Of(keys.Select(key => new { Kind = key.Kind.Name(), key.Kid, key.State })));
                return CommandLine.Done;
            }

            foreach (var key in keys)
            {
                await output.WriteLineAsync($"{key.Kind.Name(),-10}  {key.Kid}  {PublishedKey.NameOf(key.State)}");
            }

            return CommandLine.Done;
        }, cancellation));
        return list;
    }

    private static Command Export(Place place)
    {
        var file = new Argument<string>("FILE") { Description = "Where to write the public key set." };
        var export = new Command("export", "Write the public keys as the customer program wants them.") { file };
        export.SetAction((parsed, cancellation) => OnFileAsync(place, parsed, parsed.GetRequiredValue(file), async (services, path, token) =>
            await services.GetRequiredService<ExportKeys>().RunAsync(Acting.System, path, token), cancellation));
        return export;
    }

    private static Command Rotate(Place place)
    {
        var kind = Kind();
        var rotate = new Command("rotate", "Make a new active key of a kind; the old one goes on verifying or opening.") { kind };
        rotate.SetAction((parsed, cancellation) => OnKindAsync(place, parsed, parsed.GetRequiredValue(kind), async (services, found, token) =>
        {
            var key = await services.GetRequiredService<RotateKey>().RunAsync(Acting.System, found, token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{found.Name()}  {key.Kid}  active");
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Export the public keys again: customer programs know the keys that they were given.");
            return CommandLine.Done;
        }, cancellation));
        return rotate;
    }

    private static Command Revoke(Place place)
    {
        var kind = Kind();
        var kid = new Argument<string>("KID") { Description = "Id of the key, as keys list shows it." };
        var revoke = new Command("revoke", "Revoke a key for good: what it signed is no longer believed, what was encrypted for it no longer opened.") { kind, kid };
        revoke.SetAction((parsed, cancellation) => OnKindAsync(place, parsed, parsed.GetRequiredValue(kind), async (services, found, token) =>
        {
            var id = parsed.GetRequiredValue(kid);
            if (await services.GetRequiredService<RevokeKey>().RunAsync(Acting.System, found, id, token))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{found.Name()}  {id}  revoked");
                return CommandLine.Done;
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync($"KID: there is no {found.Name()} key '{id}' that could be revoked; keys list shows them.");
            return CommandLine.Refused;
        }, cancellation));
        return revoke;
    }

    private static Command BackUp(Place place)
    {
        var file = new Argument<string>("FILE") { Description = "The archive to write; a file that exists is not replaced." };
        var backup = new Command("backup", "Copy all keys into one archive.") { file };
        backup.SetAction((parsed, cancellation) => OnFileAsync(place, parsed, parsed.GetRequiredValue(file), async (services, path, token) =>
        {
            var copied = await services.GetRequiredService<BackUpKeys>().RunAsync(Acting.System, path, token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(FormattableString.Invariant($"{copied} files copied to {path}"));
            await parsed.InvocationConfiguration.Error.WriteLineAsync("This archive holds secret keys: with it and the database everything can be read and signed. Keep it apart from the database's backups.");
        }, cancellation));
        return backup;
    }

    private static Argument<string> Kind() => new("KIND") { Description = $"One of {string.Join(", ", KeyKinds.All.Select(kind => kind.Name()))}." };

    private static async Task<int> OnKindAsync(
        Place place, ParseResult parsed, string name, Func<IServiceProvider, KeyKind, CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        if (KeyKinds.Find(name) is { } kind)
        {
            return await place.OnAsync(parsed, (services, token) => work(services, kind, token), cancellation);
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync($"KIND: '{name}' is none of {string.Join(", ", KeyKinds.All.Select(known => known.Name()))}.");
        return CommandLine.WrongUsage;
    }

    private static Task<int> OnFileAsync(
        Place place, ParseResult parsed, string path, Func<IServiceProvider, string, CancellationToken, Task> work, CancellationToken cancellation) =>
        place.OnAsync(parsed, async (services, token) =>
        {
            try
            {
                await work(services, path, token);
                return CommandLine.Done;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"FILE: {fault.Message}");
                return CommandLine.Refused;
            }
        }, cancellation);
}
