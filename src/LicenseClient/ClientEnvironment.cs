using System.Globalization;
using System.Runtime.InteropServices;
using LicenseClient.Readers;

namespace LicenseClient;

/// <summary>What the program needs of the world around it; tests give it another one.</summary>
/// <param name="Reader">Reads the computer.</param>
/// <param name="UserDataFolder">Where owner details and pending requests are kept; empty where the user has no such folder.</param>
/// <param name="ProgramFolder">Where the vendor's files lie.</param>
/// <param name="Clock">Tells the time.</param>
/// <param name="Language">The language to speak.</param>
public sealed record ClientEnvironment(
    IComputerReader Reader, string UserDataFolder, string ProgramFolder, TimeProvider Clock, CultureInfo Language)
{
    /// <summary>How long the program waits for the Center's answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan MostTimeOfATool = TimeSpan.FromSeconds(10);

    /// <summary>The computer and user at hand.</summary>
    public static ClientEnvironment OfThisMachine()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new ClientEnvironment(
            ReaderOfThisSystem(),
            data.Length == 0 ? "" : Path.Combine(data, "license-client"),
            AppContext.BaseDirectory,
            TimeProvider.System,
            CultureInfo.CurrentUICulture);
    }

    private static IComputerReader ReaderOfThisSystem()
    {
        var tools = new SystemTools(MostTimeOfATool);
        return OperatingSystem.IsLinux() ? new LinuxReader("/", PermanentAddress.Of)
            : OperatingSystem.IsWindows() ? new WindowsReader(tools)
            : OperatingSystem.IsMacOS() ? new MacReader(tools)
            : new UnservedReader(RuntimeInformation.OSDescription);
    }
}
