using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LicenseClient.Readers;

/// <summary>Starts the machine's own tools, each with a limit of time and of output.</summary>
/// <param name="limit">How long a tool may take.</param>
internal sealed class SystemTools(TimeSpan limit) : ISystemTools
{
    private const int MostBytes = 4 << 20;
    private const int MostWords = 300;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public Reading Run(string tool, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(arguments);
        var name = Path.GetFileName(tool);
        if (!File.Exists(tool))
        {
            return new Reading("", Texts.Of("ToolMissing", tool));
        }

        try
        {
            using var process = new Process { StartInfo = StartOf(tool, arguments) };
            process.Start();
            return Listen(process, name);
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidOperationException)
        {
            return new Reading("", Texts.Of("WhyFailed", name, fault.Message));
        }
    }

    private Reading Listen(Process process, string name)
    {
        var complaint = new StringBuilder();
        process.ErrorDataReceived += (_, line) => Keep(complaint, line.Data);
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(limit);
        using var printed = new MemoryStream();
        using (late.Token.Register(() => Stop(process)))
        {
            // Ends with the tool, or with its being stopped: either closes the pipe.
            if (!CopyBounded(process.StandardOutput.BaseStream, printed))
            {
                Stop(process);
                process.WaitForExit();
                return new Reading("", Texts.Of("ToolEndless", name));
            }

            process.WaitForExit();
        }

        if (late.IsCancellationRequested)
        {
            return new Reading("", Texts.Of("ToolTooSlow", name, limit.TotalSeconds));
        }

        if (process.ExitCode != 0)
        {
            return new Reading("", Texts.Of("ToolFailed", name, process.ExitCode, Said(complaint)));
        }

        try
        {
            return new Reading(Strict.GetString(printed.ToArray()).Trim('\uFEFF', '\0', ' ', '\t', '\r', '\n'), "");
        }
        catch (DecoderFallbackException)
        {
            return new Reading("", Texts.Of("ToolGarbled", name));
        }
    }

    private static ProcessStartInfo StartOf(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetDirectoryName(tool) ?? "",
        };

        // Numbers and key words in the form that the readers know, whatever the person's language.
        start.Environment["LC_ALL"] = "C";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static bool CopyBounded(Stream from, MemoryStream to)
    {
        var part = new byte[16384];
        for (var read = from.Read(part); read > 0; read = from.Read(part))
        {
            to.Write(part, 0, read);
            if (to.Length > MostBytes)
            {
                return false;
            }
        }

        return true;
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime, or is ending: there is nothing left to stop.
            Debug.WriteLine(fault.Message);
        }
    }

    private static void Keep(StringBuilder complaint, string? line)
    {
        lock (complaint)
        {
            if (line is not null && complaint.Length < MostWords)
            {
                complaint.Append(complaint.Length == 0 ? "" : " ").Append(line.Trim());
            }
        }
    }

    private static string Said(StringBuilder complaint)
    {
        lock (complaint)
        {
            return complaint.Length > MostWords ? complaint.ToString(0, MostWords) : complaint.ToString();
        }
    }
}
