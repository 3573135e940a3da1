using System.CommandLine;
using Microsoft.Extensions.Localization;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Shell;

namespace OperatorConsole.Commands;

/// <content>Kits from and to CSV.</content>
internal static partial class KitsCommand
{
    private static Command Import(Place place)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV: kit,product,template or type,seats,licenses,choice,pin." };
        var json = Place.Json();
        var command = new Command("import", "Import kits from CSV: all or nothing, faults by line.") { file, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            if (!parsed.GetValue(file)!.Exists)
            {
                await errors.WriteLineAsync($"FILE: there is no '{parsed.GetValue(file)!.Name}'.");
                return CommandLine.WrongUsage;
            }

            var bytes = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation);
            return await place.OnAsync(parsed, async (services, token) =>
            {
                var imported = await services.GetRequiredService<ImportKits>().RunAsync(Acting.System, bytes, token);
                var texts = services.GetRequiredService<IStringLocalizer<KitTexts>>();
                foreach (var fault in imported.Faults)
                {
                    await errors.WriteLineAsync(FormattableString.Invariant($"line {fault.Line}: {texts[$"CsvProblem.{fault.Problem}"].Value}"));
                }

                if (imported.Faults.Count > 0)
                {
                    return CommandLine.Refused;
                }

                await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                    ? Json.Of(new { kits = imported.Kits, pins = imported.Pins })
                    : FormattableString.Invariant($"Kits imported: {imported.Kits.Count}, PIN codes: {imported.Pins}"));
                return CommandLine.Done;
            }, cancellation);
        });
        return command;
    }

    private static Command Export(Place place)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write; nothing is overwritten." };
        var withPins = new Option<bool>("--with-pins") { Description = "PIN codes in the clear; journalled." };
        var command = new Command("export", "Export every kit as CSV, one line a PIN code.") { file, withPins };
        command.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, token) =>
        {
            var path = parsed.GetValue(file)!;
            if (path.Exists || path.Directory is not { Exists: true })
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"FILE: '{path.Name}' is there already, or its directory is not.");
                return CommandLine.WrongUsage;
            }

            var bytes = await services.GetRequiredService<ExportKits>().RunAsync(Acting.System, parsed.GetValue(withPins), token);
            await WriteAsync(path, bytes, token);
            return CommandLine.Done;
        }, cancellation));
        return command;
    }

    // Only its owner reads a file that may hold PIN codes, from its first byte.
    private static async Task WriteAsync(FileInfo path, byte[] bytes, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(path.FullName, options);
        await stream.WriteAsync(bytes, cancellation);
    }
}
