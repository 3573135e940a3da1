using System.CommandLine;
using System.Text;
using Licensing.Files;

namespace LicenseClient.Commands;

/// <summary><c>request</c>: writes a request file, to be mailed or uploaded. Guide: "Acquiring licenses on electronic media".</summary>
internal static class RequestCommand
{
    internal static Command For(Conversation conversation)
    {
        var options = new RequestOptions();
        var file = ClientOptions.Of(ClientOptions.OutName, "FILE", "OptionRequestOut", required: true);
        var command = new Command("request", Texts.Of("CommandRequest"));
        options.AddTo(command);
        command.Options.Add(file);
        command.SetAction(async (parsed, _) =>
        {
            var path = parsed.GetRequiredValue(file);
            ClientFiles.RequirePlace(ClientOptions.OutName, path, Recognized);
            var request = await options.ReadAsync(conversation, parsed);
            var text = options.Written(conversation, parsed, request);
            if (Encoding.UTF8.GetByteCount(text) > LicenseRequestFile.MostBytes)
            {
                throw Stopped.Refused(Texts.Of("RequestTooLarge", LicenseRequestFile.MostBytes / 1024));
            }

            ClientFiles.Write(ClientOptions.OutName, path, text, ClientFiles.Private);
            if (options.Plain(parsed))
            {
                await conversation.WarnAsync(Texts.Of("RequestPlain"));
            }

            await conversation.SayAsync(Texts.Of("RequestDone", path));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>An earlier request may be replaced. An encrypted one cannot be opened here; its form tells.</summary>
    private static string Recognized(string text) => EncryptedRequest.IsOne(text) ? text : LicenseRequestFile.Read(text).Program;
}
