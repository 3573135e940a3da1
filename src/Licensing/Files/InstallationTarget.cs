using System.Text.Json;

namespace Licensing.Files;

/// <summary>The server that a license is installed on. Guide: "Specifying additional parameters".</summary>
/// <param name="Server">Host name or IP address.</param>
/// <param name="Port">Port of the agent there.</param>
public sealed record InstallationTarget(string Server, int Port = InstallationTarget.UsualPort)
{
    /// <summary>The agent's port unless another is said.</summary>
    public const int UsualPort = 1540;

    private const int HighestPort = 65535;
    private const int LongestName = 255;

    /// <summary>Whether a text can be a server's address.</summary>
    /// <param name="text">Host name or IP address.</param>
    public static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= LongestName } && Uri.CheckHostName(text) != UriHostNameType.Unknown;

    internal static InstallationTarget? Read(StrictObject file, string member)
    {
        if (file.BelowIfAny(member, "server", "port") is not { } target)
        {
            return null;
        }

        var server = CanonicalText.Clean(target.Text("server"));
        return IsAddress(server)
            ? new InstallationTarget(server, target.Whole("port", 1, HighestPort, Expectation.ServerPort) ?? UsualPort)
            : throw target.Fault("server", Expectation.ServerAddress);
    }

    internal static void Write(Utf8JsonWriter writer, string member, InstallationTarget? target)
    {
        if (target is null)
        {
            writer.WriteNull(member);
            return;
        }

        writer.WriteObject(member, w =>
        {
            w.WriteString("server", target.Server);
            w.WriteNumber("port", target.Port);
        });
    }
}
