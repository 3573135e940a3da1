using Data;
using Data.Acquisitions;
using Data.Mail;
using Data.Sealing;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Violations;

/// <summary>Applies the rules to one kit, one source or one computer, and enters what they find that does not stand there already.</summary>
internal sealed class ApplyRules(Center center, Vault vault, CaseBook book, TellSupervisors tell)
{
    // So many at a time: their marks are written together, and nobody waits long for that.
    private const int Together = 25;

    private readonly LedgerSeals _seals = new(vault);
    private readonly Traces _traces = new(new LedgerSeals(vault));
    private readonly Marks _marks = new(vault);

    /// <summary>A kit, and the computers that it shares with others.</summary>
    internal Task<IReadOnlyList<Finding>> KitAsync(string number, CancellationToken cancellation) => KitsAsync([number], cancellation);

    /// <summary>Several kits, and the computers that they share with others, each of these once.</summary>
    internal async Task<IReadOnlyList<Finding>> KitsAsync(IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        var (findings, shared) = (new List<Finding>(), new Dictionary<string, byte[]>(StringComparer.Ordinal));
        foreach (var some in numbers.Chunk(Together))
        {
            var looks = await center.ReadAsync(db => LookAsync(db, some, cancellation), cancellation);

            // The ledger only grows, so what was read before the write is still true in it.
            if (looks.Where(l => l.Unmarked).Select(l => l.Kit).ToList() is { Count: > 0 } unmarked)
            {
                await center.WriteAsync(db => _marks.AddAsync(db, unmarked, cancellation), cancellation);
            }

            foreach (var look in looks)
            {
                await EnterAsync(look.Place, look.Findings, look.Trace, cancellation);
                findings.AddRange(look.Findings);
            }

            var kits = looks.Select(l => l.Kit.Row.Id).ToList();
            foreach (var mark in await center.ReadAsync(db => Marks.OfComputersAsync(db, kits, cancellation), cancellation))
            {
                shared[Convert.ToHexStringLower(mark)] = mark;
            }
        }

        foreach (var mark in shared.Values)
        {
            findings.AddRange(await ComputerAsync(mark, cancellation));
        }

        return findings;
    }

    /// <summary>A place that requests come from.</summary>
    internal async Task<IReadOnlyList<Finding>> SourceAsync(string source, CancellationToken cancellation)
    {
        var sightings = await center.ReadAsync(async db =>
        {
            var entries = await db.Ledger.Where(e => e.ActorId == source && e.Kind == LedgerKind.Request).OrderBy(e => e.Id).ToListAsync(cancellation);
            return entries.Select(e => _traces.Of(e, null)).ToList();
        }, cancellation);
        var findings = ViolationRules.OverSource(sightings);
        await EnterAsync(new CasePlace($"source {source}", null, null), findings, sightings, cancellation);
        return findings;
    }

    private async Task<IReadOnlyList<Finding>> ComputerAsync(byte[] mark, CancellationToken cancellation)
    {
        var (sightings, place) = await center.ReadAsync(db => ComputerTraceAsync(db, mark, cancellation), cancellation);
        var findings = ViolationRules.OverComputer(sightings);
        if (place is not null)
        {
            await EnterAsync(place, findings, sightings, cancellation);
        }

        return findings;
    }

    private async Task<List<Look>> LookAsync(CenterDb db, IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        var kits = await LoadedKit.ByNumbersAsync(db, vault, numbers, cancellation);
        var ids = kits.Select(kit => kit.Row.Id).ToList();
        var wishes = (await db.Requests.Where(r => ids.Contains(r.KitId!.Value) && r.Kind == RequestKind.AdditionalPins).OrderBy(r => r.ArrivedAt).ToListAsync(cancellation)).ToLookup(r => r.KitId!.Value);
        var marked = await Marks.MarkedAsync(db, ids, cancellation);
        return [.. kits.Select(kit =>
        {
            var trace = _traces.Of(kit, [.. wishes[kit.Row.Id]]);
            return new Look(kit, ViolationRules.OverKit(trace), trace.Sightings, Marks.Lacks(kit, marked));
        })];
    }

    // Every acquisition on the computer with its owner's mark, whatever the kit; the case stands at the kit that came last.
    private async Task<(IReadOnlyList<Sighting>, CasePlace?)> ComputerTraceAsync(CenterDb db, byte[] mark, CancellationToken cancellation)
    {
        var ids = db.KitMarks.Where(m => m.Kind == MarkKind.Computer && m.Mark == mark).Select(m => m.EntryId);
        var owners = await db.KitMarks.Where(m => m.Kind == MarkKind.Owner && ids.Contains(m.EntryId)).ToDictionaryAsync(m => m.EntryId, m => Convert.ToHexStringLower(m.Mark), cancellation);

        // One owner may have any number of kits on a computer.
        if (owners.Values.Distinct().Count() < 2)
        {
            return ([], null);
        }

        var entries = await db.Ledger.Where(e => ids.Contains(e.Id) && e.Operation == Operation.Initial && e.Outcome == Outcome.Granted).OrderBy(e => e.Id).ToListAsync(cancellation);
        var kits = entries.Select(e => e.KitId).Distinct().ToList();
        var numbers = await db.Kits.Where(k => kits.Contains(k.Id)).ToDictionaryAsync(k => k.Id, k => k.Number, cancellation);
        var last = entries[^1];
        return (
            [.. entries.Select(e => _traces.Of(e, null) with
            {
                Kit = Licensing.Kits.KitNumber.Stored(numbers[e.KitId!.Value]),
                Owner = owners.GetValueOrDefault(e.Id),
                Computer = _seals.OpenComputer(e),
            })],
            new CasePlace(FormattableString.Invariant($"computer {entries[0].Id}"), last.KitId, numbers[last.KitId!.Value]));
    }

    private async Task EnterAsync(CasePlace place, IReadOnlyList<Finding> findings, IReadOnlyList<Sighting> all, CancellationToken cancellation)
    {
        var keys = findings.Select(f => CaseBook.KeyOf(place, f)).ToList();
        var known = keys.Count == 0 ? [] : await center.ReadAsync(
            db => db.Observations.Where(o => keys.Contains(o.Key)).Select(o => o.Key).ToListAsync(cancellation), cancellation);
        foreach (var finding in findings.Where(f => !known.Contains(CaseBook.KeyOf(place, f))))
        {
            var evidence = Evidence.Of(finding, all);
            var news = await center.WriteAsync(async db =>
            {
                var entered = await book.AddAsync(db, place, finding, evidence, cancellation);
                if (entered is { Noticed: Severity.High })
                {
                    await tell.QueueAsync(db, entered, finding.Rule, cancellation);
                }

                return entered;
            }, cancellation);
            tell.AtOnce(news);
        }
    }

    private sealed record Look(LoadedKit Kit, IReadOnlyList<Finding> Findings, IReadOnlyList<Sighting> Trace, bool Unmarked)
    {
        internal CasePlace Place => new($"kit {Kit.Row.Number}", Kit.Row.Id, Kit.Row.Number);
    }
}
