using System.CommandLine;
using LicenseClient.Readers;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Licensing.Files;
using Licensing.Kits;

namespace LicenseClient;

/// <summary>Options that several commands have, and how their values are judged.</summary>
internal static class ClientOptions
{
    internal const string KitName = "--kit";
    internal const string PinName = "--pin";
    internal const string CurrentPinName = "--current-pin";
    internal const string OperationName = "--operation";
    internal const string OwnerName = "--owner";
    internal const string ComputerName = "--computer";
    internal const string PendingName = "--pending";
    internal const string CenterKeysName = "--center-keys";
    internal const string OutName = "--out";

    internal static Option<string> Of(string name, string value, string text, bool required = false) =>
        new(name) { Description = Texts.Of(text), HelpName = value, Required = required };

    internal static Option<bool> Json() => new("--json") { Description = Texts.Of("OptionJson") };

    internal static KitNumber Kit(string typed)
    {
        if (KitNumber.TryParse(typed, out var kit))
        {
            return kit;
        }

        var marks = typed.Where(c => !char.IsWhiteSpace(c) && c != '-').ToList();
        throw Stopped.WrongUsage(KitName, !marks.TrueForAll(char.IsAsciiDigit) ? Texts.Of("KitDigitsOnly")
            : marks.Count is not (9 or 10) ? Texts.Of("KitLength", marks.Count)
            : Texts.Of("KitCheckDigit"));
    }

    /// <summary>Judges a PIN code; what was typed is never repeated, it is a secret.</summary>
    internal static PinCode Pin(string option, string typed)
    {
        var fault = PinCode.Parse(typed, out var pin);
        return fault == PinFault.None ? pin : throw Stopped.WrongUsage(option, fault switch
        {
            PinFault.IllegalGroup => Texts.Of("PinIllegalGroup", FirstIllegal(typed)),
            PinFault.CheckGroup => Texts.Of("PinCheckGroup"),
            PinFault.Reserved => Texts.Of("PinReserved"),
            PinFault.Length or PinFault.None => Texts.Of("PinLength", typed.Count(char.IsAsciiDigit)),
        });
    }

    internal static Operation Operation(string? typed) =>
        typed is null ? Licensing.Acquisitions.Operation.Initial
        : Operations.TryParse(typed, out var operation) ? operation
        : throw Stopped.WrongUsage(OperationName, Texts.Of("OperationUnknown", typed));

    /// <summary>The computer from a file, or this one; what could not be read is said.</summary>
    internal static async Task<ComputerReading> ComputerAsync(Conversation conversation, string? file)
    {
        if (file is not null)
        {
            return new ComputerReading(ClientFiles.Read(ComputerName, file, ComputerFile.Read), []);
        }

        var reading = conversation.Environment.Reader.Read();
        foreach (var finding in reading.Findings.Where(f => f.Unread))
        {
            await conversation.WarnAsync(Texts.Of("ReadEmpty", ParameterTexts.Name(finding.Parameter), finding.How));
        }

        return reading;
    }

    internal static CenterKeys CenterKeys(ClientEnvironment environment, string? file)
    {
        var path = file ?? Path.Combine(environment.ProgramFolder, "center-keys.json");
        var keys = ClientFiles.Read(CenterKeysName, path, Licensing.Files.CenterKeys.Read);
        return keys.PhoneKeys.Count > 0 ? keys : throw Stopped.WrongUsage(CenterKeysName, Texts.Of("NoPhoneKeys", path));
    }

    private static int FirstIllegal(string typed) =>
        Groups.TryParse(typed, out var groups) ? Array.FindIndex(groups, group => group >= Groups.Modulus) + 1 : 0;
}
