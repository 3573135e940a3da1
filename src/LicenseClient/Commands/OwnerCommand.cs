using System.CommandLine;
using Licensing;
using Licensing.Files;
using Licensing.Owners;

namespace LicenseClient.Commands;

/// <summary><c>owner</c>: asks for the owner details field by field and saves them as they count. Guide: "General procedure".</summary>
internal static class OwnerCommand
{
    private static readonly (string Field, Func<OwnerDetails, string, OwnerDetails> Set)[] Fields =
    [
        ("Organization", (o, text) => o with { Organization = text }),
        ("LastName", (o, text) => o with { LastName = text }),
        ("FirstName", (o, text) => o with { FirstName = text }),
        ("MiddleName", (o, text) => o with { MiddleName = text }),
        ("Email", (o, text) => o with { Email = text }),
        ("Country", (o, text) => o with { Country = text }),
        ("Region", (o, text) => o with { Region = text }),
        ("Zip", (o, text) => o with { Zip = text }),
        ("District", (o, text) => o with { District = text }),
        ("Town", (o, text) => o with { Town = text }),
        ("Street", (o, text) => o with { Street = text }),
        ("House", (o, text) => o with { House = text }),
        ("Building", (o, text) => o with { Building = text }),
        ("Apartment", (o, text) => o with { Apartment = text }),
    ];

    internal static Command For(Conversation conversation)
    {
        var file = ClientOptions.Of(ClientOptions.OutName, "FILE", "OptionOwnerOut");
        var command = new Command("owner", Texts.Of("CommandOwner")) { file };
        command.SetAction((parsed, cancellation) => RunAsync(conversation, parsed.GetValue(file), cancellation));
        return command;
    }

    /// <summary>Where owner details are kept unless a file is named.</summary>
    internal static string? DefaultFile(ClientEnvironment environment) =>
        environment.UserDataFolder.Length == 0 ? null : Path.Combine(environment.UserDataFolder, "owner.json");

    private static async Task<int> RunAsync(Conversation conversation, string? file, CancellationToken cancellation)
    {
        var path = file ?? DefaultFile(conversation.Environment) ?? throw Stopped.WrongUsage(ClientOptions.OutName, Texts.Of("NoUserFolder"));
        if (file is null)
        {
            ClientFiles.MakePrivateFolder(conversation.Environment.UserDataFolder);
        }

        ClientFiles.RequirePlace(ClientOptions.OutName, path, OwnerFile.Read);
        var owner = new OwnerDetails { Kind = await KindAsync(conversation, cancellation) };
        foreach (var (field, set) in Fields)
        {
            if (field == "Organization" && owner.Kind == OwnerKind.Individual)
            {
                continue;
            }

            owner = set(owner, await FieldAsync(conversation, Texts.Of($"Owner{field}"), cancellation));
        }

        ClientFiles.Write(ClientOptions.OutName, path, OwnerFile.Write(owner), ClientFiles.Private);
        await conversation.SayAsync(Texts.Of("OwnerSaved", path));
        return ExitCodes.Done;
    }

    private static async Task<OwnerKind> KindAsync(Conversation conversation, CancellationToken cancellation)
    {
        while (true)
        {
            switch ((await AskAsync(conversation, Texts.Of("OwnerKindAsked"), cancellation)).Trim())
            {
                case "1" or "company":
                    return OwnerKind.Company;
                case "2" or "individual":
                    return OwnerKind.Individual;
                default:
                    await conversation.SayAsync(Texts.Of("OwnerKindExpected"));
                    break;
            }
        }
    }

    private static async Task<string> FieldAsync(Conversation conversation, string name, CancellationToken cancellation)
    {
        while (true)
        {
            var typed = await AskAsync(conversation, $"{name}: ", cancellation);
            try
            {
                var cleaned = CanonicalText.Clean(typed);
                if (cleaned != typed)
                {
                    await conversation.SayAsync(Texts.Of("OwnerCleaned", cleaned));
                }

                if (CanonicalText.MixesAlphabets(cleaned))
                {
                    await conversation.SayAsync(Texts.Of("OwnerMixed"));
                }

                return cleaned;
            }
            catch (FormatException)
            {
                await conversation.SayAsync(Texts.Of("ExpectedWholeCharacters"));
            }
        }
    }

    private static async Task<string> AskAsync(Conversation conversation, string prompt, CancellationToken cancellation) =>
        await conversation.AskAsync(prompt, cancellation) ?? throw Stopped.Refused(Texts.Of("OwnerBrokenOff"));
}
