using System.CommandLine;
using Licensing.Computers;
using Licensing.Files;

namespace LicenseClient.Commands;

/// <summary><c>acquire</c>: the automatic method. Guide: "General procedure".</summary>
/// <remarks>The answer is believed for its signature by a key that the vendor delivered, never for where it came from.</remarks>
internal static class AcquireCommand
{
    internal static Command For(Conversation conversation)
    {
        var options = new RequestOptions();
        var center = ClientOptions.Of(ClientOptions.CenterName, "URL", "OptionCenter", required: true);
        var file = ClientOptions.Of(ClientOptions.OutName, "FILE", "OptionLicenseOut", required: true);
        var command = new Command("acquire", Texts.Of("CommandAcquire"));
        options.AddTo(command);
        command.Options.Add(center);
        command.Options.Add(file);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = Address(parsed.GetRequiredValue(center), options.Plain(parsed));
            var path = parsed.GetRequiredValue(file);

            // Said before the Center is asked: a license that cannot be kept or checked is not asked for.
            ClientFiles.RequirePlace(ClientOptions.OutName, path, AnyLicense.Read);
            var keys = ClientOptions.FileKeys(conversation.Environment, options.CenterKeys(parsed));
            var request = await options.ReadAsync(conversation, parsed);
            var written = options.Written(conversation, parsed, request);
            using var connection = new CenterConnection(conversation.Environment, address);
            var answer = await connection.PostAsync(written, options.Plain(parsed), cancellation);
            var license = Believed(answer, request, keys);
            ClientFiles.Write(ClientOptions.OutName, path, license.Text, ClientFiles.ForEverybody);
            await conversation.SayAsync(Texts.Of("AnswerDone", path));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Uri Address(string typed, bool plain)
    {
        if (!Uri.TryCreate(typed.EndsWith('/') ? typed : typed + "/", UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            throw Stopped.WrongUsage(ClientOptions.CenterName, Texts.Of("CenterAddress", typed));
        }

        // An encrypted request can go any way: nobody else opens it. A plain one holds the PIN code for everybody on that way.
        return plain && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback
            ? throw Stopped.WrongUsage(ClientOptions.CenterName, Texts.Of("CenterInsecure"))
            : address;
    }

    private static LicenseDetailsFile Believed(string answer, LicenseRequestFile request, CenterKeys keys)
    {
        LicenseDetailsFile license;
        try
        {
            license = LicenseDetailsFile.Read(answer);
        }
        catch (FileFormatException fault)
        {
            throw Stopped.Refused(Texts.Of("AcquireNoLicense", ClientFiles.Explain(fault)));
        }

        var verdict = LicenseCheck.Of(license, CanonicalComputer.From(request.Computer), keys);
        if (verdict is not (LicenseVerdict.Valid or LicenseVerdict.ComputerChanged))
        {
            throw Stopped.Refused(Texts.Of("AcquireUntrusted", license.Kid));
        }

        return verdict is LicenseVerdict.Valid && license.Details.Kit == request.Kit && license.Details.OwnerDigest == request.Owner.DigestFor(request.Kit)
            ? license
            : throw Stopped.Refused(Texts.Of("AcquireOther"));
    }
}
