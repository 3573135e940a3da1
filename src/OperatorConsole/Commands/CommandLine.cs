using System.CommandLine;
using System.Data.Common;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Commands;

/// <summary>The console's command line: nothing but options serves; a command does its work and ends.</summary>
/// <remarks>Formats and interfaces, section 4. Exit codes: 0 done, 1 refused or found wanting, 2 wrong usage.</remarks>
public static class CommandLine
{
    internal const int Done = 0;
    internal const int Refused = 1;
    internal const int WrongUsage = 2;

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        Licensing.CanonicalText.RequireNormalization();
        var place = new Place();
        var root = new RootCommand("The Licensing Center's console. Without a command it serves.") { TreatUnmatchedTokensAsErrors = false };
        place.AddTo(root);
        root.SetAction((parsed, _) => ConsoleHost.ServeAsync([.. place.Settings(parsed), .. parsed.UnmatchedTokens], output, errors, parsed.GetValue(place.DemoPassword)));
        foreach (var command in (Command[])
        [
            KitsCommand.Make(place), UsersCommand.Make(place), KeysCommand.Make(place),
            JournalCommand.Make(place), MailCommand.Make(place), ViolationsCommand.Make(place), CodesCommand.Make(), MigrateCommand.Make(place),
        ])
        {
            root.Subcommands.Add(command);
        }

        var parse = root.Parse(args);
        if (NotUnderstood(parse, root) is { } token)
        {
            await errors.WriteLineAsync($"'{token}' is not understood here; --help lists what is.");
            return WrongUsage;
        }

        if (parse.Errors.Count > 0)
        {
            await errors.WriteLineAsync(parse.Errors[0].Message);
            return WrongUsage;
        }

        try
        {
            // The library would end the process two seconds after a signal; serving drains first, and a command is one transaction.
            return await parse.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UnusableSettingException unusable)
        {
            await errors.WriteLineAsync(unusable.Message);
            return WrongUsage;
        }
        catch (Exception fault) when (fault is Data.Sealing.KeysDamagedException or Data.BusyException)
        {
            await errors.WriteLineAsync(fault.Message);
            return Refused;
        }
        catch (DbException fault)
        {
            await errors.WriteLineAsync($"The database cannot be used: {fault.Message}");
            return Refused;
        }
    }

    // Serving takes settings by their key, --Section:Name value or --Section:Name=value; a mistyped command must not serve.
    private static string? NotUnderstood(ParseResult parse, RootCommand root)
    {
        var tokens = parse.UnmatchedTokens;
        if (parse.CommandResult.Command != root)
        {
            return tokens.Count > 0 ? tokens[0] : null;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal) || !tokens[i].Contains(':', StringComparison.Ordinal))
            {
                return tokens[i];
            }

            i += tokens[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }

        return null;
    }
}
