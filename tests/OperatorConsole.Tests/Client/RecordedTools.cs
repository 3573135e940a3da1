using LicenseClient.Readers;
using Licensing.Computers;
using Licensing.Files;

namespace OperatorConsole.Tests.Client;

/// <summary>Tools that print what was written down for them; those that are not named are missing.</summary>
internal sealed class RecordedTools : ISystemTools
{
    private readonly List<(string Part, Reading Output)> _outputs = [];

    /// <summary>A tool's output, told by a part of its command line; what is given last counts.</summary>
    internal RecordedTools Prints(string part, string output)
    {
        _outputs.Insert(0, (part, new Reading(output.Trim(), "")));
        return this;
    }

    internal RecordedTools Fails(string part, string why)
    {
        _outputs.Insert(0, (part, new Reading("", why)));
        return this;
    }

    public Reading Run(string tool, params string[] arguments)
    {
        var line = $"{tool} {string.Join(' ', arguments)}";
        var at = _outputs.FindIndex(output => line.Contains(output.Part, StringComparison.Ordinal));
        return at < 0 ? new Reading("", Path.GetFileName(tool) + " is not there.") : _outputs[at].Output;
    }
}

/// <summary>Compares what was read with what should have been, member by member.</summary>
internal static class KeyParametersRead
{
    internal static void ShouldBeRead(this KeyParameters read, KeyParameters expected) => ComputerFile.Write(read).ShouldBe(ComputerFile.Write(expected));
}
