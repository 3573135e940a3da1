using System.CommandLine;
using Licensing.Files;

namespace LicenseClient.Commands;

/// <summary><c>computer</c>: the key parameters of this computer, and how each was found.</summary>
internal static class ComputerCommand
{
    internal static Command For(Conversation conversation)
    {
        var json = ClientOptions.Json();
        var command = new Command("computer", Texts.Of("CommandComputer")) { json };
        command.SetAction((parsed, _) => RunAsync(conversation, parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(Conversation conversation, bool json)
    {
        if (json)
        {
            var reading = await ClientOptions.ComputerAsync(conversation, null);
            await conversation.Output.WriteAsync(ComputerFile.Write(reading.Parameters));
            return ExitCodes.Done;
        }

        foreach (var finding in conversation.Environment.Reader.Read().Findings)
        {
            var name = ParameterTexts.Name(finding.Parameter);
            if (finding.Value.Length == 0 && !finding.Unread)
            {
                await conversation.SayAsync(Texts.Of("ValueNone", name, finding.How));
                continue;
            }

            await conversation.SayAsync(finding.Value.Length > 0 ? $"{name}: {finding.Value}" : Texts.Of("ValueUnread", name));
            await conversation.SayAsync($"    {finding.How}");
        }

        return ExitCodes.Done;
    }
}
