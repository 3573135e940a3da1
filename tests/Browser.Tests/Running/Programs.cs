using System.Diagnostics;
using System.Text;

namespace Browser.Tests.Running;

/// <summary>What a program said before it ended.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    public string Require(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"{Output}\n{Errors}");
        return Output;
    }
}

/// <summary>The two programs as they are built: found beside this assembly's own output, run as processes of their own.</summary>
internal static class Programs
{
    private static readonly string OutputOfProject = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

    public static string Root { get; } = FindRoot();

    public static string Console { get; } = Built("OperatorConsole", "OperatorConsole.dll");

    public static string Client { get; } = Built("LicenseClient", "license-client.dll");

    /// <summary>A process of one of the programs that speaks English, whatever the machine speaks.</summary>
    public static Process Start(string program, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            // A program that relied on where it was started from would fail here.
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in (string[])[program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "en_US.UTF-8";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Ran> RunAsync(string program, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var process = Start(program, environment, arguments);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await errors);
    }

    private static string Built(string project, string file)
    {
        // bin/CONFIGURATION/FRAMEWORK is the same for every project of the solution.
        var framework = Path.GetFileName(OutputOfProject);
        var configuration = Path.GetFileName(Path.GetDirectoryName(OutputOfProject)!);
        return Path.Combine(Root, "src", project, "bin", configuration, framework, file);
    }

    private static string FindRoot()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "OperatorConsole.sln")))
            {
                return place.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not lie within the repository.");
    }
}
