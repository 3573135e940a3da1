using System.CommandLine;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Commands;

/// <summary><c>mail take FILE...</c>: messages as if they had arrived, one JSON line each.</summary>
internal static class MailCommand
{
    internal static Command Make(Place place)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Messages (.eml), or mailboxes with many (mbox).", Arity = ArgumentArity.OneOrMore };
        var take = new Command("take", "Takes messages as if they had arrived, and says what became of each.") { files };
        take.SetAction((parsed, cancellation) => TakeAsync(place, parsed, parsed.GetRequiredValue(files), cancellation));
        return new Command("mail", "Mail of the Licensing Center.") { take };
    }

    private static Task<int> TakeAsync(Place place, ParseResult parsed, FileInfo[] files, CancellationToken cancellation)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return place.OnAsync(parsed, async (services, stop) =>
        {
            var take = services.GetRequiredService<TakeFile>();
            var code = CommandLine.Done;
            foreach (var file in files)
            {
                if (await BytesAsync(file, errors, stop) is not { } bytes)
                {
                    code = CommandLine.WrongUsage;
                    continue;
                }

                foreach (var raw in Mbox.Messages(bytes))
                {
                    var outcome = await take.RunAsync(raw, stop);
                    await output.WriteLineAsync(Json.Of(new { file = file.Name, outcome = outcome.State, reference = outcome.Reference, reason = outcome.Reason }));
                }
            }

            return code;
        }, cancellation);
    }

    private static async Task<byte[]?> BytesAsync(FileInfo file, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            if (file.Exists)
            {
                return await File.ReadAllBytesAsync(file.FullName, cancellation);
            }

            await errors.WriteLineAsync(Directory.Exists(file.FullName) ? $"'{file.FullName}' is a folder." : $"'{file.FullName}' is not there.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"'{file.FullName}' cannot be read: {fault.Message}");
        }

        return null;
    }
}
