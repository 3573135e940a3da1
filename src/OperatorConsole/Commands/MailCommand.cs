using System.CommandLine;
using System.Text;
using OperatorConsole.Mail.Intake;

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
                if (!file.Exists)
                {
                    await errors.WriteLineAsync($"'{file.FullName}' is not there.");
                    code = CommandLine.WrongUsage;
                    continue;
                }

                foreach (var raw in Messages(await File.ReadAllBytesAsync(file.FullName, stop)))
                {
                    var outcome = await take.RunAsync(raw, stop);
                    await output.WriteLineAsync(Json.Of(new { file = file.Name, outcome = outcome.State, reference = outcome.Reference, reason = outcome.Reason }));
                }
            }

            return code;
        }, cancellation);
    }

    // An mbox begins with "From "; whatever else begins otherwise is one message.
    private static IEnumerable<byte[]> Messages(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("From "u8))
        {
            return [bytes];
        }

        var messages = new List<byte[]>();
        var start = 0;
        var text = Encoding.Latin1.GetString(bytes);
        for (var at = 0; at >= 0 && at < text.Length; at = start)
        {
            var body = text.IndexOf('\n', at) + 1;
            var next = text.IndexOf("\nFrom ", Math.Max(body - 1, 0), StringComparison.Ordinal);
            messages.Add(Encoding.Latin1.GetBytes(body == 0 ? "" : next < 0 ? text[body..] : text[body..(next + 1)]));
            if (next < 0)
            {
                break;
            }

            start = next + 1;
        }

        return messages;
    }
}
