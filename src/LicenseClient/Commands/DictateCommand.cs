using System.CommandLine;
using System.Text.Json;
using Licensing.Dictation;
using Licensing.Files;

namespace LicenseClient.Commands;

/// <summary><c>dictate</c>: the four rows and the check sum to read out; the request is kept until its answer comes. Guide: "Acquiring licenses by phone".</summary>
internal static class DictateCommand
{
    private const int RowLength = 4;

    internal static Command For(Conversation conversation)
    {
        var kit = ClientOptions.Of(ClientOptions.KitName, "NUMBER", "OptionKit", required: true);
        var pin = ClientOptions.Of(ClientOptions.PinName, "PIN", "OptionPin", required: true);
        var currentPin = ClientOptions.Of(ClientOptions.CurrentPinName, "PIN", "OptionCurrentPin");
        var operation = ClientOptions.Of(ClientOptions.OperationName, "initial|restore|restoreWithSpare", "OptionOperation");
        var owner = ClientOptions.Of(ClientOptions.OwnerName, "FILE", "OptionOwner");
        var computer = ClientOptions.Of(ClientOptions.ComputerName, "FILE", "OptionComputer");
        var pending = ClientOptions.Of(ClientOptions.PendingName, "FILE", "OptionPendingToKeep");
        var json = ClientOptions.Json();
        var command = new Command("dictate", Texts.Of("CommandDictate")) { kit, pin, currentPin, operation, owner, computer, pending, json };
        command.SetAction(async (parsed, _) =>
        {
            var number = ClientOptions.Kit(parsed.GetRequiredValue(kit));
            var (what, toUse, carrying) = ClientOptions.Pins(parsed.GetValue(operation), parsed.GetRequiredValue(pin), parsed.GetValue(currentPin));
            var details = ClientOptions.Owner(conversation.Environment, parsed.GetValue(owner));
            var reading = await ClientOptions.ComputerAsync(conversation, parsed.GetValue(computer));
            var request = PendingRequest.For(what, number, toUse, carrying, details, reading.Parameters, conversation.Environment.Clock.GetUtcNow());
            var kept = PendingFile.Keep(conversation.Environment, parsed.GetValue(pending), request);
            await TellAsync(conversation, kept, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task TellAsync(Conversation conversation, PendingFile kept, bool json)
    {
        var request = kept.Request;
        var rows = request.Request.Chunk(RowLength).ToList();
        if (kept.SetAside is { } aside)
        {
            await conversation.WarnAsync(Texts.Of("PendingSetAside", aside));
        }

        if (json)
        {
            await conversation.SayAsync(Json(rows, request.CheckSum, kept.Path));
            return;
        }

        await conversation.SayAsync(kept.OfferedAgain ? Texts.Of("DictateAgain", request.MadeAt.ToLocalTime()) : Texts.Of("DictateNew"));
        await conversation.SayAsync();
        for (var row = 0; row < rows.Count; row++)
        {
            await conversation.SayAsync(Texts.Of("DictateRow", row + 1, string.Join("   ", rows[row].Select(Groups.Format))));
        }

        await conversation.SayAsync();
        await conversation.SayAsync(Texts.Of("DictateCheckSum", Groups.Format(request.CheckSum)));
        await conversation.SayAsync();
        await conversation.SayAsync(Texts.Of("DictateNext", kept.Path));
    }

    private static string Json(List<int[]> rows, int checkSum, string path)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("rows");
            foreach (var row in rows)
            {
                writer.WriteStringValue(Groups.Format(row));
            }

            writer.WriteEndArray();
            writer.WriteString("checkSum", Groups.Format(checkSum));
            writer.WriteString("pending", path);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
