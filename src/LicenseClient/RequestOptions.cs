using System.CommandLine;
using System.Globalization;
using Licensing.Acquisitions;
using Licensing.Files;

namespace LicenseClient;

/// <summary>The options that make a request file, whatever becomes of it then. Guide: "General procedure"; "Specifying additional parameters".</summary>
internal sealed class RequestOptions
{
    private readonly Option<string> _kit = ClientOptions.Of(ClientOptions.KitName, "NUMBER", "OptionKit", required: true);
    private readonly Option<string> _pin = ClientOptions.Of(ClientOptions.PinName, "PIN", "OptionPin", required: true);
    private readonly Option<string> _currentPin = ClientOptions.Of(ClientOptions.CurrentPinName, "PIN", "OptionCurrentPin");
    private readonly Option<bool> _takeSpare = new(ClientOptions.TakeSpareName) { Description = Texts.Of("OptionTakeSpare") };
    private readonly Option<string> _operation = ClientOptions.Of(ClientOptions.OperationName, "initial|restore|restoreWithSpare", "OptionOperation");
    private readonly Option<string> _owner = ClientOptions.Of(ClientOptions.OwnerName, "FILE", "OptionOwner");
    private readonly Option<string> _computer = ClientOptions.Of(ClientOptions.ComputerName, "FILE", "OptionComputer");
    private readonly Option<string> _server = ClientOptions.Of(ClientOptions.ServerName, "HOST", "OptionServer");
    private readonly Option<string> _port = ClientOptions.Of(ClientOptions.PortName, "N", "OptionPort");
    private readonly Option<string> _centerKeys = ClientOptions.Of(ClientOptions.CenterKeysName, "FILE", "OptionCenterKeys");
    private readonly Option<bool> _plain = new(ClientOptions.PlainName) { Description = Texts.Of("OptionPlain") };

    /// <summary>Whether the request is not to be encrypted.</summary>
    internal bool Plain(ParseResult parsed) => parsed.GetValue(_plain);

    /// <summary>The file of the Center's keys, if another than the usual one.</summary>
    internal string? CenterKeys(ParseResult parsed) => parsed.GetValue(_centerKeys);

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _kit, _pin, _currentPin, _takeSpare, _operation, _owner, _computer, _server, _port, _centerKeys, _plain })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The request, with every value judged.</summary>
    internal async Task<LicenseRequestFile> ReadAsync(Conversation conversation, ParseResult parsed)
    {
        var environment = conversation.Environment;
        var kit = ClientOptions.Kit(parsed.GetRequiredValue(_kit));
        var (operation, pin, current) = ClientOptions.Pins(parsed.GetValue(_operation), parsed.GetRequiredValue(_pin), parsed.GetValue(_currentPin));
        var takeSpare = parsed.GetValue(_takeSpare);
        if (takeSpare && operation != Operation.RestoreWithSpare)
        {
            throw Stopped.WrongUsage(ClientOptions.TakeSpareName, Texts.Of("CurrentPinUnasked"));
        }

        var target = Target(parsed.GetValue(_server), parsed.GetValue(_port));
        var file = parsed.GetValue(_computer);
        if (target is not null && file is null)
        {
            throw Stopped.WrongUsage(ClientOptions.ComputerName, Texts.Of("ServerNeedsComputer"));
        }

        return new LicenseRequestFile
        {
            Operation = operation,
            Kit = kit,
            Pin = pin,
            CurrentPin = operation == Operation.RestoreWithSpare ? current : null,

            // Who asks for a restoration with the same PIN states by it that nothing changed.
            Unchanged = operation == Operation.Restore ? true : takeSpare ? false : null,
            Owner = ClientOptions.Owner(environment, parsed.GetValue(_owner)),
            Computer = (await ClientOptions.ComputerAsync(conversation, file)).Parameters,
            InstallOn = target,
            Program = ProgramName,
            Created = environment.Clock.GetUtcNow(),
        };
    }

    /// <summary>The request's text: encrypted for the Center, or plain.</summary>
    internal string Written(Conversation conversation, ParseResult parsed, LicenseRequestFile request)
    {
        if (Plain(parsed))
        {
            return LicenseRequestFile.Write(request);
        }

        var keys = ClientOptions.CenterKeys(conversation.Environment, CenterKeys(parsed), keys => keys.EncryptionKey is not null, "NoEncryptionKey");
        return EncryptedRequest.Write(request, keys.EncryptionKey!);
    }

    private static string ProgramName => typeof(ClientProgram).Assembly.GetName().Version is { } version
        ? FormattableString.Invariant($"license-client {version.Major}.{version.Minor}")
        : "license-client";

    private static InstallationTarget? Target(string? server, string? port)
    {
        if (server is null)
        {
            return port is null ? null : throw Stopped.WrongUsage(ClientOptions.PortName, Texts.Of("PortUnasked"));
        }

        if (!InstallationTarget.IsAddress(server))
        {
            throw Stopped.WrongUsage(ClientOptions.ServerName, Texts.Of("ServerUnknown", server));
        }

        return port is null ? new InstallationTarget(server)
            : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= ushort.MaxValue ? new InstallationTarget(server, number)
            : throw Stopped.WrongUsage(ClientOptions.PortName, Texts.Of("PortWrong"));
    }
}
