using System.Globalization;
using Licensing.Computers;

namespace OperatorConsole.Issuing;

/// <summary>One key parameter of a request beside that at acquisition, as staff sees it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Then">At acquisition; null where that is not known.</param>
/// <param name="Now">In the request.</param>
/// <param name="Changed">Whether it counts as changed.</param>
public sealed record ParameterView(string Code, IReadOnlyList<string>? Then, IReadOnlyList<string> Now, bool Changed)
{
    /// <summary>Every key parameter that has a value then or now.</summary>
    /// <param name="then">The computer at acquisition; null where that is not known.</param>
    /// <param name="now">The computer of the request.</param>
    public static IReadOnlyList<ParameterView> Compared(CanonicalComputer? then, CanonicalComputer now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var changed = then is null ? [] : ComputerComparison.Compare(then, now).Select(c => c.Parameter).ToHashSet();
        return [.. Enum.GetValues<KeyParameter>().Select(p => new ParameterView(p.Code(), then is null ? null : Values(then, p), Values(now, p), changed.Contains(p)))
            .Where(p => p.Now.Count > 0 || p.Then is { Count: > 0 })];
    }

    private static IReadOnlyList<string> Values(CanonicalComputer computer, KeyParameter parameter) => parameter switch
    {
        KeyParameter.OsName => One(computer.OsName),
        KeyParameter.OsVersion => One(computer.OsVersion),
        KeyParameter.OsSerial => One(computer.OsSerial),
        KeyParameter.OsInstallDate => One(computer.OsInstallDate),
        KeyParameter.Host => One(computer.Host),
        KeyParameter.Motherboard => One(computer.Motherboard),
        KeyParameter.Ram => computer.RamMib == 0 ? [] : [computer.RamMib.ToString(CultureInfo.InvariantCulture)],
        KeyParameter.Bios => One(computer.Bios),
        KeyParameter.Cpu => computer.Cpus,
        KeyParameter.Nic => computer.Nics,
        KeyParameter.Disk => computer.Disks,
    };

    private static IReadOnlyList<string> One(string text) => text.Length == 0 ? [] : [text];
}
