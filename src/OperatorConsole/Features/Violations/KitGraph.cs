namespace OperatorConsole.Features.Violations;

/// <summary>What a node of the graph is; also the column that it stands in.</summary>
public enum NodeKind
{
    /// <summary>An owner.</summary>
    Owner,

    /// <summary>A kit.</summary>
    Kit,

    /// <summary>A PIN code.</summary>
    Pin,

    /// <summary>A computer.</summary>
    Computer,
}

/// <summary>A node.</summary>
/// <param name="Id">Its name in the graph.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Marked">Part of what was noticed.</param>
public sealed record GraphNode(string Id, NodeKind Kind, string Text, bool Marked);

/// <summary>What ties two nodes: from the left column to the right one.</summary>
/// <param name="From">Left.</param>
/// <param name="To">Right.</param>
/// <param name="Granted">A license; otherwise only tries.</param>
public sealed record GraphEdge(string From, string To, bool Granted);

/// <summary>Owners, kits, PIN codes and computers, laid out in four columns.</summary>
/// <param name="Nodes">In the order in which they are drawn.</param>
/// <param name="Edges">Between neighbouring columns.</param>
public sealed record KitGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    private const int RowHeight = 40;
    private const int Column = 212;
    private const int Top = 34;

    /// <summary>Width of a node.</summary>
    public const int NodeWidth = 164;

    /// <summary>Height of a node.</summary>
    public const int NodeHeight = 28;

    /// <summary>Nothing to draw.</summary>
    public static KitGraph Empty { get; } = new([], []);

    /// <summary>Width of the picture.</summary>
    public int Width => (Column * 3) + NodeWidth + 2;

    /// <summary>Height of the picture.</summary>
    public int Height => Top + (Enum.GetValues<NodeKind>().Max(k => Nodes.Count(n => n.Kind == k)) * RowHeight);

    /// <summary>Where a column begins.</summary>
    public static int LeftOf(NodeKind kind) => ((int)kind * Column) + 1;

    /// <summary>Where a node stands: its column is spread over the height.</summary>
    public (int X, int Y) PlaceOf(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var column = Nodes.Where(n => n.Kind == node.Kind).ToList();
        var step = (Height - Top) / (double)column.Count;
        return (LeftOf(node.Kind), Top + (int)((column.IndexOf(node) * step) + ((step - NodeHeight) / 2)));
    }

    /// <summary>Nodes of the next column that a node is tied to.</summary>
    public IEnumerable<(GraphNode Node, bool Granted)> After(GraphNode node) =>
        from edge in Edges
        where edge.From == node.Id
        from other in Nodes
        where other.Id == edge.To
        select (other, edge.Granted);
}
