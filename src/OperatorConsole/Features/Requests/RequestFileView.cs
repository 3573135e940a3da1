using Licensing.Computers;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Requests;

/// <summary>A request file and its kit as a clerk sees them: PIN codes masked, and of a stored owner nothing but the name where another is given.</summary>
internal static class RequestFileView
{
    private const int MostFacts = 12;

    internal static FileView? Of(FileOpinion? opinion, DateTimeOffset now)
    {
        if (opinion is not FileOpinion.Read { Request: var file } read)
        {
            return null;
        }

        var parameters = ParameterView.Compared(read.Weighed.Kit?.History.LiveOn(file.CurrentPin ?? file.Pin)?.Computer, CanonicalComputer.From(file.Computer));
        return new FileView(file.Operation, file.Kit.Digits, file.Pin.Masked, file.CurrentPin?.Masked, file.Owner, file.InstallOn, file.Program, file.Created)
        {
            Parameters = parameters,
            Marks = FileMarks.Of(file, read.Weighed.Kit, read.Weighed.Decision, parameters, now),
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
}
