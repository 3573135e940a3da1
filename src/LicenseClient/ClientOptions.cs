using System.CommandLine;
using LicenseClient.Commands;
using LicenseClient.Readers;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;

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
    internal const string TakeSpareName = "--take-spare";
    internal const string ServerName = "--server";
    internal const string PortName = "--port";
    internal const string PlainName = "--plain";
    internal const string CenterName = "--center";

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

    /// <summary>The operation, the PIN to be used, and the one that carries the license.</summary>
    internal static (Operation Operation, PinCode Pin, PinCode CurrentPin) Pins(string? typedOperation, string typedPin, string? typedCurrent)
    {
        var operation = Operation(typedOperation);
        var pin = Pin(PinName, typedPin);
        if (operation != Licensing.Acquisitions.Operation.RestoreWithSpare)
        {
            return typedCurrent is null
                ? (operation, pin, pin)
                : throw Stopped.WrongUsage(CurrentPinName, Texts.Of("CurrentPinUnasked"));
        }

        var current = Pin(CurrentPinName, typedCurrent ?? throw Stopped.WrongUsage(CurrentPinName, Texts.Of("CurrentPinMissing")));
        return current != pin ? (operation, pin, current) : throw Stopped.WrongUsage(CurrentPinName, Texts.Of("CurrentPinSame"));
    }

    /// <summary>Owner details from a file, or those that the user saved.</summary>
    internal static OwnerDetails Owner(ClientEnvironment environment, string? file)
    {
        var path = file ?? OwnerCommand.DefaultFile(environment);
        return path is not null && (file is not null || File.Exists(path))
            ? ClientFiles.Read(OwnerName, path, OwnerFile.Read)
            : throw Stopped.WrongUsage(OwnerName, Texts.Of("OwnerNeeded"));
    }

    /// <summary>The Center's keys, which the vendor put beside the program.</summary>
    /// <param name="environment">The world around the program.</param>
    /// <param name="file">Another file.</param>
    /// <param name="suffices">Whether they have what they are wanted for.</param>
    /// <param name="otherwise">Text that says what is missing.</param>
    internal static CenterKeys CenterKeys(ClientEnvironment environment, string? file, Func<CenterKeys, bool> suffices, string otherwise)
    {
        var path = file ?? Path.Combine(environment.ProgramFolder, "center-keys.json");
        var keys = ClientFiles.Read(CenterKeysName, path, Licensing.Files.CenterKeys.Read);
        return suffices(keys) ? keys : throw Stopped.WrongUsage(CenterKeysName, Texts.Of(otherwise, path));
    }

    internal static CenterKeys PhoneKeys(ClientEnvironment environment, string? file) =>
        CenterKeys(environment, file, keys => keys.PhoneKeys.Count > 0, "NoPhoneKeys");

    internal static CenterKeys FileKeys(ClientEnvironment environment, string? file) =>
        CenterKeys(environment, file, keys => keys.JoseKeys.Any(key => key.Use == JoseUse.Signature), "NoFileKeys");

    private static int FirstIllegal(string typed) =>
        Groups.TryParse(typed, out var groups) ? Array.FindIndex(groups, group => group >= Groups.Modulus) + 1 : 0;
}
