using Licensing.Acquisitions;
using Licensing.Computers;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Requests;

/// <summary>A request file and its kit as a clerk sees them: PIN codes masked, and nothing of a stored owner.</summary>
internal static class RequestFileView
{
    private const int MostFacts = 12;

    internal static FileView? Of(FileOpinion? opinion)
    {
        if (opinion is not FileOpinion.Read { Request: var file } read)
        {
            return null;
        }

        return new FileView(file.Operation, file.Kit.Digits, file.Pin.Masked, file.CurrentPin?.Masked, file.Owner, file.InstallOn, file.Program, file.Created)
        {
            Parameters = Compared(read.Weighed.Kit?.History.LiveOn(file.CurrentPin ?? file.Pin)?.Computer, CanonicalComputer.From(file.Computer)),
        };
    }

    internal static KitBeside Beside(LoadedKit kit)
    {
        var history = kit.History;
        return new KitBeside(
            kit.Row.Number, kit.Row.Product, history.State,
            [.. history.Kit.Sets.Select(s => new SetBeside(s.Type, s.Seats, history.LicensesLeft(s), history.UnusedIn(s), s.Pins.Count > 0 && history.IsVoid(s.Pins[0].Code)))],
            [.. history.Live.Select(l => new LiveBeside(l.Pin.Masked, l.Method, l.At, l.Computer?.Host))],
            [.. kit.Ledger.Reverse().Take(MostFacts).Select(e => new FactBeside(e.Id, e.At, e.Kind, e.Method, e.Outcome, e.Reason, kit.CodeOf(e.PinId)?.Masked))]);
    }

    private static IReadOnlyList<ParameterView> Compared(CanonicalComputer? then, CanonicalComputer now)
    {
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
        KeyParameter.Ram => computer.RamMib == 0 ? [] : [computer.RamMib.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        KeyParameter.Bios => One(computer.Bios),
        KeyParameter.Cpu => computer.Cpus,
        KeyParameter.Nic => computer.Nics,
        KeyParameter.Disk => computer.Disks,
    };

    private static IReadOnlyList<string> One(string text) => text.Length == 0 ? [] : [text];
}
