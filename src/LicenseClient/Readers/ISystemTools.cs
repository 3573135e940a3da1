namespace LicenseClient.Readers;

/// <summary>The tools that a system brings along. The seam between the readers and the processes they start.</summary>
internal interface ISystemTools
{
    /// <summary>Runs a tool to its end and returns what it printed, or why there is nothing to return.</summary>
    /// <param name="tool">Full path of the tool.</param>
    /// <param name="arguments">Its arguments, one each.</param>
    Reading Run(string tool, params string[] arguments);
}
