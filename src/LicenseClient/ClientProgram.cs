using System.CommandLine;
using System.Globalization;
using LicenseClient.Commands;
using Licensing;

namespace LicenseClient;

/// <summary>The customer program. Formats, section 5.</summary>
public static class ClientProgram
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="input">What the person types.</param>
    /// <param name="output">What the command yields; with <c>--json</c> nothing but JSON.</param>
    /// <param name="error">Warnings, and why something was refused.</param>
    /// <param name="environment">The world around the program.</param>
    /// <param name="cancellation">Ends the run; what was typed is kept.</param>
    /// <returns>0 done, 1 refused or found wanting, 2 wrong usage.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextReader input, TextWriter output, TextWriter error, ClientEnvironment environment, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = environment.Language;
        var conversation = new Conversation(input, output, error, environment);
        try
        {
            CanonicalText.RequireNormalization();
            return await DispatchAsync(conversation, args, cancellation);
        }
        catch (Stopped stopped)
        {
            await conversation.WarnAsync(stopped.Message);
            return stopped.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await conversation.WarnAsync(Texts.Of("Interrupted"));
            return ExitCodes.Refused;
        }
        catch (Exception fault) when (fault is PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            await conversation.WarnAsync(fault.Message);
            return ExitCodes.Refused;
        }
    }

    private static async Task<int> DispatchAsync(Conversation conversation, string[] args, CancellationToken cancellation)
    {
        var root = new RootCommand(Texts.Of("Program"))
        {
            ComputerCommand.For(conversation),
            OwnerCommand.For(conversation),
            RequestCommand.For(conversation),
            AcquireCommand.For(conversation),
            DictateCommand.For(conversation),
            AnswerCommand.For(conversation),
            CheckCommand.For(conversation),
            CodesCommand.For(conversation),
        };

        // A text that begins with @ is a text: no files of further arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await ExplainAsync(conversation, parsed);
            return ExitCodes.WrongUsage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = conversation.Output,
                Error = conversation.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellation);
    }

    private static async Task ExplainAsync(Conversation conversation, ParseResult parsed)
    {
        var missing = parsed.CommandResult.Command.Options.Where(option => option.Required && parsed.GetResult(option) is not { Implicit: false }).ToList();
        foreach (var option in missing)
        {
            await conversation.WarnAsync(Texts.Of("OptionRequired", option.Name, option.Description));
        }

        // The library words these in English only; the sentences above stand for them.
        foreach (var fault in parsed.Errors.Where(fault => !missing.Exists(o => fault.Message.Contains($"'{o.Name}'", StringComparison.Ordinal))))
        {
            await conversation.WarnAsync(fault.Message);
        }

        await conversation.WarnAsync(Texts.Of("SeeHelp"));
    }
}
