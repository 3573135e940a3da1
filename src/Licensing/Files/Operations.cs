using Licensing.Acquisitions;

namespace Licensing.Files;

/// <summary>Names of the operations in files and on command lines. Formats, section 1.</summary>
public static class Operations
{
    /// <summary>The name.</summary>
    public static string Name(this Operation operation) => operation switch
    {
        Operation.Initial => "initial",
        Operation.Restore => "restore",
        Operation.RestoreWithSpare => "restoreWithSpare",
    };

    /// <summary>Reads a name, to the letter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="operation">The operation, when it is one.</param>
    public static bool TryParse(string? name, out Operation operation)
    {
        foreach (var candidate in Enum.GetValues<Operation>())
        {
            if (candidate.Name() == name)
            {
                operation = candidate;
                return true;
            }
        }

        operation = default;
        return false;
    }
}
