using System.CommandLine;
using System.Globalization;
using Licensing.Kits;
using Microsoft.Extensions.Localization;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Letters;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Languages;

namespace OperatorConsole.Commands;

/// <content>The PIN letter of a kit as PDF.</content>
internal static partial class KitsCommand
{
    private static Command Letter(Place place)
    {
        var number = new Argument<string>("NUMBER") { Description = "Kit number." };
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the PDF; nothing is overwritten." };
        var reason = new Option<string?>("--reason") { Description = "Why it is printed; journalled." };
        var print = new Option<long?>("--print") { Description = "Number of a reprint that was asked for before and is approved now." };
        var language = new Option<string>("--language") { Description = "en or ru.", DefaultValueFactory = _ => Languages.All[0] };
        var large = new Option<bool>("--large") { Description = "In large print." };
        var command = new Command("letter", "Print the PIN letter of a kit as PDF; a reprint is approved by a second person in the console.") { number, file, reason, print, language, large };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (errors, path) = (parsed.InvocationConfiguration.Error, parsed.GetValue(file)!);
            var fault = !KitNumber.TryParse(parsed.GetValue(number), out var kit) ? "NUMBER: 9 or 10 digits with a right check digit were expected."
                : path.Exists || path.Directory is not { Exists: true } ? $"FILE: '{path.Name}' is there already, or its directory is not."
                : string.IsNullOrWhiteSpace(parsed.GetValue(reason)) == parsed.GetValue(print) is null ? "--reason or --print: one of them was expected."
                : !Languages.All.Contains(parsed.GetValue(language)) ? $"--language: one of {string.Join(", ", Languages.All)} was expected."
                : null;
            if (fault is not null)
            {
                await errors.WriteLineAsync(fault);
                return CommandLine.WrongUsage;
            }

            return await place.OnAsync(parsed, async (services, token) =>
            {
                if (await services.GetRequiredService<ShowKit>().RunAsync(Acting.System, kit.Digits, token) is null)
                {
                    await errors.WriteLineAsync($"There is no kit {kit}.");
                    return CommandLine.Refused;
                }

                var letters = services.GetRequiredService<PrintLetter>();
                var (ticket, wanting) = parsed.GetValue(print) is { } approved ? (approved, false) : await letters.AskAsync(Acting.System, kit.Digits, parsed.GetValue(reason)!.Trim(), token);
                if (wanting)
                {
                    await errors.WriteLineAsync($"A letter of kit {kit} was printed before. When somebody has approved this reprint on the kit's page, run it again with --print {ticket.ToString(CultureInfo.InvariantCulture)} in place of --reason.");
                    return CommandLine.Refused;
                }

                if (await letters.SaveAsync(Acting.System, kit.Digits, ticket, token) is not { } letter)
                {
                    await errors.WriteLineAsync($"Reprint {ticket.ToString(CultureInfo.InvariantCulture)} of kit {kit} is not open: it is not approved yet, was opened too long ago, or is another person's.");
                    return CommandLine.Refused;
                }

                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(parsed.GetValue(language)!);
                var text = LetterText.Of(services.GetRequiredService<IStringLocalizer<KitTexts>>(), services.GetRequiredService<CenterClock>(), letter);
                await WriteAsync(path, LetterPdf.Draw(text, parsed.GetValue(large)), token);
                return CommandLine.Done;
            }, cancellation);
        });
        return command;
    }
}
