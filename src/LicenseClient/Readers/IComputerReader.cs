using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Reads the key parameters of a computer. The seam between the program and the system it runs on.</summary>
public interface IComputerReader
{
    /// <summary>Reads what can be read; what cannot is empty, and said.</summary>
    ComputerReading Read();
}

/// <summary>Key parameters, and how each was found.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Findings">One a value, in the order of <see cref="KeyParameter"/>.</param>
public sealed record ComputerReading(KeyParameters Parameters, IReadOnlyList<Finding> Findings);

/// <summary>How one value was found, or why there is none.</summary>
/// <param name="Parameter">The parameter; null: whether this is a virtual machine.</param>
/// <param name="Value">The value; empty: unread, or left out.</param>
/// <param name="How">A sentence for a person.</param>
/// <param name="Unread">It should be known and could not be read.</param>
public sealed record Finding(KeyParameter? Parameter, string Value, string How, bool Unread = false)
{
    /// <summary>The values of those that have one.</summary>
    internal static IReadOnlyList<string> Values(IEnumerable<Finding> findings) => [.. findings.Select(f => f.Value).Where(value => value.Length > 0)];
}
