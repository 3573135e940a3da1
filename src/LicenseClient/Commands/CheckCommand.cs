using System.CommandLine;
using Licensing.Computers;
using Licensing.Files;

namespace LicenseClient.Commands;

/// <summary><c>check</c>: whether a license holds on this computer. Guide: "Understanding key computer parameters"; "Important note".</summary>
internal static class CheckCommand
{
    private const string FileName = "FILE";

    internal static Command For(Conversation conversation)
    {
        var license = new Argument<string>(FileName) { Description = Texts.Of("ArgumentLicense") };
        var computer = ClientOptions.Of(ClientOptions.ComputerName, "FILE", "OptionComputer");
        var centerKeys = ClientOptions.Of(ClientOptions.CenterKeysName, "FILE", "OptionCenterKeys");
        var command = new Command("check", Texts.Of("CommandCheck")) { license, computer, centerKeys };
        command.SetAction(async (parsed, _) =>
        {
            var path = parsed.GetRequiredValue(license);
            var read = ClientFiles.Read(FileName, path, PhoneLicenseFile.Read);
            var keys = ClientOptions.CenterKeys(conversation.Environment, parsed.GetValue(centerKeys));
            var reading = await ClientOptions.ComputerAsync(conversation, parsed.GetValue(computer));
            foreach (var copy in Copies(path, read))
            {
                await conversation.WarnAsync(Texts.Of("CheckCopy", copy));
            }

            return await TellAsync(conversation, PhoneLicense.Check(read, CanonicalComputer.From(reading.Parameters), keys));
        });
        return command;
    }

    private static async Task<int> TellAsync(Conversation conversation, PhoneLicenseVerdict verdict)
    {
        if (verdict is PhoneLicenseVerdict.Valid valid)
        {
            await conversation.SayAsync(Texts.Of("CheckValid", valid.Kid));
            return ExitCodes.Done;
        }

        await conversation.SayAsync(verdict switch
        {
            PhoneLicenseVerdict.KeyRevoked revoked => Texts.Of("KeyRevoked", revoked.Kid),
            PhoneLicenseVerdict.ComputerExchanged => Texts.Of("CheckComputerExchanged"),
            PhoneLicenseVerdict.OwnerExchanged => Texts.Of("CheckOwnerExchanged"),
            PhoneLicenseVerdict.ComputerChanged => Texts.Of("CheckChanged"),
            _ => Texts.Of("CheckNotSigned"),
        });
        foreach (var change in (verdict as PhoneLicenseVerdict.ComputerChanged)?.Changes ?? [])
        {
            await conversation.SayAsync(Texts.Of("CheckChange", ParameterTexts.Name(change.Parameter), change.Parameter.Code(), Shown(change.Old), Shown(change.New)));
        }

        return ExitCodes.Refused;
    }

    private static string Shown(string value) => value.Length > 0 ? value : Texts.Of("CheckNothing");

    /// <summary>Files beside the license that hold the same one: keeping several is a violation of the license.</summary>
    private static IEnumerable<string> Copies(string path, PhoneLicense license)
    {
        var whole = Path.GetFullPath(path);
        var text = PhoneLicenseFile.Write(license);
        return Directory.EnumerateFiles(Path.GetDirectoryName(whole) ?? ".", "*.lic").Order(StringComparer.Ordinal).Where(file => file != whole && Same(file));

        bool Same(string file)
        {
            try
            {
                return PhoneLicenseFile.Write(ClientFiles.Read(FileName, file, PhoneLicenseFile.Read)) == text;
            }
            catch (Stopped)
            {
                // Another kind of license, or none: not a copy of this one.
                return false;
            }
        }
    }
}
