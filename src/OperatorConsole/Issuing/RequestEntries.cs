using Data.Acquisitions;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;

namespace OperatorConsole.Issuing;

/// <summary>Writes a request and how it ended down as a ledger entry.</summary>
internal sealed class RequestEntries(Vault vault, TimeProvider clock)
{
    private readonly LedgerSeals _seals = new(vault);

    internal LedgerRow Of(Weighed weighed, RequestSource source, Outcome outcome)
    {
        var request = weighed.Request;
        var sketch = SketchOf(weighed);
        var entry = new LedgerRow
        {
            At = clock.GetUtcNow(),
            Kind = LedgerKind.Request,
            KitId = weighed.Kit?.Row.Id ?? weighed.Claimed?.RowId,
            Method = request.Method,
            Operation = request.Operation,
            Outcome = outcome,
            PinId = RowOf(weighed.Kit, request.Pin),
            CurrentPinId = request.Operation == Operation.RestoreWithSpare ? RowOf(weighed.Kit, CurrentOf(weighed)) : null,
            CallId = source.CallId,
            ActorId = source.ActorId,
            RequestLookup = weighed.Key,
            OwnerDigest = request.OwnerDigest,
            SketchOs = sketch?.Os,
            SketchBoard = sketch?.Board,
            SketchRam = sketch?.Ram,
            SketchCpu = sketch?.Cpu,
            SketchBits = sketch?.Bits,
            Observations = weighed.Decision.Observations is { Count: > 0 } seen ? string.Join(' ', seen.Select(o => o.Code())) : null,
            Name = Guid.CreateVersion7(clock.GetUtcNow()),
        };
        if (request.Computer is { } computer)
        {
            // Sealed whether it is kept or not: R1 takes the same time in all its cases.
            _seals.SealComputer(entry, computer);
            entry.SealedComputer = entry.KitId is null ? null : entry.SealedComputer;
        }

        return entry;
    }

    internal void SealOwner(LedgerRow entry, OwnerKeyRow key, OwnerDetails owner) => _seals.SealOwner(entry, key, owner);

    // A sketch outlives whatever may be erased, and is all that a dictated request can be held against.
    private static Sketch? SketchOf(Weighed weighed) =>
        weighed.Request.Sketch
        ?? (weighed is { Kit: { } kit, Request.Computer: { } computer } ? Sketch.Of(computer, kit.History.Kit.Number) : null);

    private static PinCode? CurrentOf(Weighed weighed) => weighed.Request switch
    {
        { CurrentPin: { } given } => given,
        { Link: { } link } request => weighed.Kit?.History.PinWithLink(link, request.Pin),
        _ => null,
    };

    private static long? RowOf(LoadedKit? kit, PinCode? code) =>
        kit is not null && code is { } pin && kit.History.Kit.SetOf(pin) is not null ? kit.PinRowOf(pin).Id : null;
}
