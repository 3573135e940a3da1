namespace OperatorConsole.Features.Requests;

/// <summary>A stretch of a text beside another one.</summary>
/// <param name="Text">The stretch.</param>
/// <param name="Differs">Whether the other text has it not.</param>
public sealed record TextPiece(string Text, bool Differs);

/// <summary>What differs between two short texts, character by character: the longest common sequence stays, the rest is marked.</summary>
internal static class TextDifference
{
    // Names and addresses; beyond it the table would cost more than it shows.
    private const int Longest = 400;

    /// <summary>Both texts in pieces.</summary>
    internal static (IReadOnlyList<TextPiece> Then, IReadOnlyList<TextPiece> Now) Between(string then, string now)
    {
        string[] a = [.. then.EnumerateRunes().Select(r => r.ToString())], b = [.. now.EnumerateRunes().Select(r => r.ToString())];
        if (a.Length > Longest || b.Length > Longest)
        {
            return ([new TextPiece(then, then != now)], [new TextPiece(now, then != now)]);
        }

        var common = Common(a, b);
        var (keptThen, keptNow) = (new bool[a.Length], new bool[b.Length]);
        for (var (i, j) = (0, 0); i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                (keptThen[i++], keptNow[j++]) = (true, true);
            }
            else if (common[i + 1, j] >= common[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        DropLone(keptThen, keptNow);
        return (Pieces(a, keptThen), Pieces(b, keptNow));
    }

    // A single character that both happen to have amid what differs says nothing, and makes the rest hard to read.
    private static void DropLone(bool[] keptThen, bool[] keptNow)
    {
        var (then, now) = (Places(keptThen), Places(keptNow));
        for (var k = 0; k < then.Count; k++)
        {
            var (before, after) = (k == 0 ? (-1, -1) : (then[k - 1], now[k - 1]), k == then.Count - 1 ? (keptThen.Length, keptNow.Length) : (then[k + 1], now[k + 1]));
            var alone = before != (then[k] - 1, now[k] - 1) && after != (then[k] + 1, now[k] + 1);
            if (alone)
            {
                (keptThen[then[k]], keptNow[now[k]]) = (false, false);
            }
        }
    }

    private static List<int> Places(bool[] kept) => [.. Enumerable.Range(0, kept.Length).Where(i => kept[i])];

    // How much both have in common from each place to the end.
    private static int[,] Common(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static List<TextPiece> Pieces(string[] text, bool[] kept)
    {
        var pieces = new List<TextPiece>();
        for (var from = 0; from < text.Length;)
        {
            var to = from;
            while (to < text.Length && kept[to] == kept[from])
            {
                to++;
            }

            pieces.Add(new TextPiece(string.Concat(text[from..to]), !kept[from]));
            from = to;
        }

        return pieces;
    }
}
