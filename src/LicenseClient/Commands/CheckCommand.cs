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
            var read = ClientFiles.Read(FileName, path, AnyLicense.Read);
            var keys = read.Phone is null
                ? ClientOptions.FileKeys(conversation.Environment, parsed.GetValue(centerKeys))
                : ClientOptions.PhoneKeys(conversation.Environment, parsed.GetValue(centerKeys));
            var reading = await ClientOptions.ComputerAsync(conversation, parsed.GetValue(computer));
            foreach (var copy in Copies(path, read))
            {
                await conversation.WarnAsync(Texts.Of("CheckCopy", copy));
            }

            return await TellAsync(conversation, Finding(read, CanonicalComputer.From(reading.Parameters), keys));
        });
        return command;
    }

    /// <summary>The sentence, and what changed; whether it holds.</summary>
    private static (bool Holds, string Text, IReadOnlyList<ParameterChange> Changes) Finding(AnyLicense license, CanonicalComputer here, CenterKeys keys) =>
        license.Phone is { } phone ? Finding(PhoneLicense.Check(phone, here, keys))
        : license.Signed is { } signed ? Finding(LicenseCheck.Of(signed, here, keys))
        : (false, Texts.Of("CheckNotSigned"), []);

    private static (bool Holds, string Text, IReadOnlyList<ParameterChange> Changes) Finding(PhoneLicenseVerdict verdict) => verdict switch
    {
        PhoneLicenseVerdict.Valid valid => (true, Texts.Of("CheckValid", valid.Kid), []),
        PhoneLicenseVerdict.KeyRevoked revoked => (false, Texts.Of("KeyRevoked", revoked.Kid), []),
        PhoneLicenseVerdict.ComputerExchanged => (false, Texts.Of("CheckComputerExchanged"), []),
        PhoneLicenseVerdict.OwnerExchanged => (false, Texts.Of("CheckOwnerExchanged"), []),
        PhoneLicenseVerdict.ComputerChanged changed => (false, Texts.Of("CheckChanged"), changed.Changes),
        _ => (false, Texts.Of("CheckNotSigned"), []),
    };

    private static (bool Holds, string Text, IReadOnlyList<ParameterChange> Changes) Finding(LicenseVerdict verdict) => verdict switch
    {
        LicenseVerdict.Valid valid => (true, Texts.Of("CheckValid", valid.Kid), []),
        LicenseVerdict.KeyRevoked revoked => (false, Texts.Of("KeyRevoked", revoked.Kid), []),
        LicenseVerdict.KeyUnknown unknown => (false, Texts.Of("CheckKeyUnknown", unknown.Kid), []),
        LicenseVerdict.ComputerChanged changed => (false, Texts.Of("CheckChanged"), changed.Changes),
        _ => (false, Texts.Of("CheckNotSigned"), []),
    };

    private static async Task<int> TellAsync(Conversation conversation, (bool Holds, string Text, IReadOnlyList<ParameterChange> Changes) finding)
    {
        await conversation.SayAsync(finding.Text);
        foreach (var change in finding.Changes)
        {
            await conversation.SayAsync(Texts.Of("CheckChange", ParameterTexts.Name(change.Parameter), change.Parameter.Code(), Shown(change.Old), Shown(change.New)));
        }

        return finding.Holds ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static string Shown(string value) => value.Length > 0 ? value : Texts.Of("CheckNothing");

    /// <summary>Files beside the license that hold the same one: keeping several is a violation of the license.</summary>
    private static IEnumerable<string> Copies(string path, AnyLicense license)
    {
        var whole = Path.GetFullPath(path);
        return Directory.EnumerateFiles(Path.GetDirectoryName(whole) ?? ".", "*.lic").Order(StringComparer.Ordinal).Where(file => file != whole && Same(file));

        bool Same(string file)
        {
            try
            {
                return ClientFiles.Read(FileName, file, AnyLicense.Read).Identity == license.Identity;
            }
            catch (Stopped)
            {
                // Another kind of file, or none: not a copy of this one.
                return false;
            }
        }
    }
}
