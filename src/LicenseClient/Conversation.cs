namespace LicenseClient;

/// <summary>One run of the program: where it reads, where it writes, and the world around it.</summary>
internal sealed record Conversation(TextReader Input, TextWriter Output, TextWriter Error, ClientEnvironment Environment)
{
    /// <summary>Writes a line for a person.</summary>
    internal async Task SayAsync(string line = "")
    {
        await Output.WriteLineAsync(line);
        await Output.FlushAsync();
    }

    /// <summary>Writes a warning or an explanation, beside the output.</summary>
    internal async Task WarnAsync(string line)
    {
        await Error.WriteLineAsync(line);
        await Error.FlushAsync();
    }

    /// <summary>Asks for a line; null when the input has ended.</summary>
    internal async Task<string?> AskAsync(string prompt, CancellationToken cancellation)
    {
        await Output.WriteAsync(prompt);
        await Output.FlushAsync(cancellation);
        return await Input.ReadLineAsync(cancellation);
    }
}
