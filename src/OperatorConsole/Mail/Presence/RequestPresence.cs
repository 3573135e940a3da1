namespace OperatorConsole.Mail.Presence;

/// <summary>Somebody who has a request open.</summary>
/// <param name="Id">Identity's key of the person.</param>
/// <param name="Name">As colleagues know it.</param>
/// <param name="Writes">Whether the person typed a moment ago.</param>
public sealed record Onlooker(string Id, string Name, bool Writes);

/// <summary>Who looks at which request at this moment, and who writes in it: in the memory of this node, for this node's pages.</summary>
/// <remarks>It is a courtesy. Who has a request is decided by its lease in the tables, on whatever node.</remarks>
internal sealed class RequestPresence(RequestFeed feed, TimeProvider clock)
{
    /// <summary>How long a page that was closed still counts: one that is loaded anew comes back within it, and nobody sees a flicker.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>How long after the last key somebody still writes.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (List<Visit> Visits, IReadOnlyList<Onlooker> Seen)> _open = new(StringComparer.Ordinal);

    /// <summary>Everybody but one who has it open: who writes first, then by name.</summary>
    internal IReadOnlyList<Onlooker> Of(string reference, string except)
    {
        lock (_lock)
        {
            return _open.TryGetValue(reference, out var open) ? [.. open.Seen.Where(o => o.Id != except)] : [];
        }
    }

    /// <summary>A page of the request is open from now on, until it is left.</summary>
    internal Visit Enter(string reference, string id, string name)
    {
        var visit = new Visit(id, name, (change, visit) => Change(reference, visit, change), clock);
        visit.Return();
        return visit;
    }

    // Told only when others would see something else than before.
    private void Change(string reference, Visit visit, Action change)
    {
        bool told;
        lock (_lock)
        {
            var open = _open.TryGetValue(reference, out var known) ? known : (Visits: [], Seen: []);
            change();
            open.Visits.Remove(visit);
            if (!visit.IsOver)
            {
                open.Visits.Add(visit);
            }

            var seen = Seen(open.Visits);
            told = !seen.SequenceEqual(open.Seen);
            if (open.Visits.Count == 0)
            {
                _open.Remove(reference);
            }
            else
            {
                _open[reference] = (open.Visits, seen);
            }
        }

        if (told)
        {
            feed.TellAttended(reference);
        }
    }

    private static IReadOnlyList<Onlooker> Seen(List<Visit> visits) =>
    [
        .. visits.Where(v => v.IsSeen).GroupBy(v => v.Id, StringComparer.Ordinal).Select(person => new Onlooker(person.Key, person.First().Name, person.Any(v => v.Writes)))
            .OrderByDescending(o => o.Writes).ThenBy(o => o.Name, StringComparer.Ordinal),
    ];
}
