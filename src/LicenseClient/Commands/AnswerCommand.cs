using System.CommandLine;
using Licensing.Dictation;
using Licensing.Files;

namespace LicenseClient.Commands;

/// <summary><c>answer</c>: takes the nine lines that the operator dictates and makes the license of them. Guide: "Acquiring licenses by phone".</summary>
internal static class AnswerCommand
{
    internal static Command For(Conversation conversation)
    {
        var pending = ClientOptions.Of(ClientOptions.PendingName, "FILE", "OptionPendingToAnswer");
        var centerKeys = ClientOptions.Of(ClientOptions.CenterKeysName, "FILE", "OptionCenterKeys");
        var license = ClientOptions.Of(ClientOptions.OutName, "FILE", "OptionLicenseOut", required: true);
        var stdin = new Option<bool>("--stdin") { Description = Texts.Of("OptionStdin") };
        var command = new Command("answer", Texts.Of("CommandAnswer")) { pending, centerKeys, license, stdin };
        command.SetAction(async (parsed, cancellation) =>
        {
            var keys = ClientOptions.PhoneKeys(conversation.Environment, parsed.GetValue(centerKeys));
            var entry = new AnswerEntry(PendingFile.Find(conversation.Environment, parsed.GetValue(pending)));
            var path = parsed.GetRequiredValue(license);

            // A restored license takes the place of the old one.
            ClientFiles.RequirePlace(ClientOptions.OutName, path, AnyLicense.Read);
            return parsed.GetValue(stdin)
                ? await ReadAsync(conversation, entry, keys, path, cancellation)
                : await AskAsync(conversation, entry, keys, path, cancellation);
        });
        return command;
    }

    /// <summary>Nine lines of input, no questions.</summary>
    private static async Task<int> ReadAsync(Conversation conversation, AnswerEntry entry, CenterKeys keys, string path, CancellationToken cancellation)
    {
        var line = 0;
        var faults = 0;
        while (line < Groups.AnswerLines && await conversation.Input.ReadLineAsync(cancellation) is { } typed)
        {
            if (string.IsNullOrWhiteSpace(typed))
            {
                continue;
            }

            if (entry.Take(++line, typed) is { } fault)
            {
                faults++;
                await conversation.WarnAsync(fault);
            }
            else
            {
                await conversation.SayAsync(entry.Shown(line));
            }
        }

        if (line < Groups.AnswerLines || faults > 0 || entry.Request.TypedAnswer is not { } answer)
        {
            throw Stopped.Refused(Texts.Of("AnswerIncomplete", line - faults));
        }

        await conversation.SayAsync(entry.Total(answer));
        return Objection(entry.Request, answer, keys) is { } objection
            ? throw Stopped.Refused($"{objection} {Texts.Of("AnswerKept")}")
            : await WriteAsync(conversation, entry, answer, path);
    }

    /// <summary>Line by line with a person: any line can be typed again, and leaving loses nothing.</summary>
    private static async Task<int> AskAsync(Conversation conversation, AnswerEntry entry, CenterKeys keys, string path, CancellationToken cancellation)
    {
        await conversation.SayAsync(Texts.Of("AnswerHow"));
        for (var line = 1; line <= Groups.AnswerLines; line++)
        {
            if (entry.Request.Typed[line - 1].Length > 0)
            {
                await conversation.SayAsync(entry.Shown(line));
            }
        }

        int? again = null;
        while (true)
        {
            if ((again ?? entry.Next) is { } line)
            {
                again = await LineAsync(conversation, entry, line, cancellation);
                continue;
            }

            if (entry.Request.TypedAnswer is not { } answer)
            {
                throw Stopped.Refused(Texts.Of("AnswerKept"));
            }

            await conversation.SayAsync(entry.Total(answer));
            var reply = await conversation.AskAsync(Texts.Of("AnswerConfirm"), cancellation) ?? throw Stopped.Refused(Texts.Of("AnswerKept"));
            again = LineNumber(reply);
            if (again is not null)
            {
                continue;
            }

            if (Objection(entry.Request, answer, keys) is not { } objection)
            {
                return await WriteAsync(conversation, entry, answer, path);
            }

            await conversation.WarnAsync(objection);
        }
    }

    /// <summary>Asks for one line; a single digit goes to that line instead.</summary>
    private static async Task<int?> LineAsync(Conversation conversation, AnswerEntry entry, int line, CancellationToken cancellation)
    {
        var typed = await conversation.AskAsync(Texts.Of("AnswerLine", line), cancellation) ?? throw Stopped.Refused(Texts.Of("AnswerKept"));
        if (LineNumber(typed) is { } other)
        {
            return other;
        }

        if (entry.Take(line, typed) is { } fault)
        {
            await conversation.SayAsync(fault);
            return line;
        }

        await conversation.SayAsync(entry.Shown(line));
        return null;
    }

    private static int? LineNumber(string typed) => typed.Trim() is [>= '1' and <= '9' and var digit] ? digit - '0' : null;

    private static string? Objection(PendingRequest request, PhoneAnswer answer, CenterKeys keys) =>
        keys.SignerOf(PhoneStatement.For(request.Kit, [.. request.Request]), answer) switch
        {
            null => Texts.Of("AnswerNotSigned"),
            { Verifies: false } key => Texts.Of("KeyRevoked", key.Kid),
            _ => null,
        };

    private static async Task<int> WriteAsync(Conversation conversation, AnswerEntry entry, PhoneAnswer answer, string path)
    {
        ClientFiles.Write(ClientOptions.OutName, path, PhoneLicenseFile.Write(entry.Request.AnsweredBy(answer)), ClientFiles.ForEverybody);
        await conversation.SayAsync(Texts.Of("AnswerDone", path));
        return ExitCodes.Done;
    }
}
