using Licensing.Acquisitions;

namespace OperatorConsole.Features.Violations;

/// <summary>Makes the graph of a case out of its frozen evidence and the kits around it.</summary>
internal static class DrawGraph
{
    private const int MostNodes = 12;

    /// <param name="evidence">The latest evidence.</param>
    /// <param name="kit">The case's kit.</param>
    /// <param name="owners">Names of owners, by their number in the evidence, where they are known.</param>
    /// <param name="related">Kits that share something.</param>
    internal static KitGraph Of(Evidence evidence, string? kit, IReadOnlyDictionary<int, string> owners, IReadOnlyList<RelatedKit> related)
    {
        var (nodes, edges) = (new Dictionary<string, GraphNode>(StringComparer.Ordinal), new Dictionary<(string, string), bool>());
        foreach (var fact in evidence.Facts)
        {
            var granted = fact.Outcome != Outcome.Refused;
            var owner = fact.Owner is { } o ? Node(NodeKind.Owner, $"o{o}", owners.GetValueOrDefault(o) ?? $"{o}", fact.Counts) : null;
            var number = fact.Kit ?? kit;
            var place = number is null ? null : Node(NodeKind.Kit, "k" + number, number, false);
            var pin = fact.Pin is { } code ? Node(NodeKind.Pin, $"p{number}{code}", code, fact.Counts) : null;
            var computer = fact.Computer is { } c ? Node(NodeKind.Computer, $"c{c}", NameOf(evidence, c), fact.Counts) : null;
            Tie(owner, place, granted);
            Tie(place, pin, true);
            Tie(pin, computer, granted);
        }

        foreach (var other in related)
        {
            var node = Node(NodeKind.Kit, "k" + other.Number, other.Number, other.Cases > 0);
            if (other.Owner && nodes.Values.FirstOrDefault(n => n.Kind == NodeKind.Owner) is { } shared)
            {
                Tie(shared, node, true);
            }
        }

        return new KitGraph([.. nodes.Values.OrderBy(n => n.Kind)], [.. edges.Select(e => new GraphEdge(e.Key.Item1, e.Key.Item2, e.Value))]);

        GraphNode? Node(NodeKind kind, string id, string text, bool marked)
        {
            if (nodes.TryGetValue(id, out var known))
            {
                return nodes[id] = known with { Marked = known.Marked || marked };
            }

            // Beyond a dozen a picture says nothing; the table has them all.
            return nodes.Values.Count(n => n.Kind == kind) >= MostNodes ? null : nodes[id] = new GraphNode(id, kind, text, marked);
        }

        void Tie(GraphNode? from, GraphNode? to, bool granted)
        {
            if (from is not null && to is not null)
            {
                edges[(from.Id, to.Id)] = granted || edges.GetValueOrDefault((from.Id, to.Id));
            }
        }
    }

    private static string NameOf(Evidence evidence, int number) =>
        evidence.Computers.FirstOrDefault(c => c.Number == number)?.Parameters.GetValueOrDefault("host") is { Length: > 0 } host ? $"{number} · {host}" : $"{number}";
}
