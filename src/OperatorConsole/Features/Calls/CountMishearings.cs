using Data;
using Data.Calls;
using Licensing.Dictation;

namespace OperatorConsole.Features.Calls;

/// <summary>A dictation was repaired: what had been typed and what it became is counted, for the map of what is mis-heard.</summary>
internal static class CountMishearings
{
    // Beyond this it is no slip of the ear: rows in the wrong place, a row typed twice, or another code altogether.
    private const int MostMisheard = 3;

    /// <param name="db">The database.</param>
    /// <param name="failed">Digits of the dictation that failed, or of its beginning.</param>
    /// <param name="right">The groups that it became.</param>
    internal static async Task RunAsync(CenterDb db, string failed, int[] right)
    {
        if (!Groups.TryParse(failed, out var wrong))
        {
            return;
        }

        int[] differing = [.. Enumerable.Range(0, wrong.Length).Where(i => wrong[i] != right[i])];
        if (differing.Length > MostMisheard || IsSwap(wrong, right, differing))
        {
            return;
        }

        foreach (var i in differing)
        {
            var place = await db.MisheardPlaces.FindAsync(i + 1) ?? db.MisheardPlaces.Add(new MisheardPlaceRow { Position = i + 1 }).Entity;
            place.Count++;
            var pair = await db.MisheardPairs.FindAsync(wrong[i], right[i])
                ?? db.MisheardPairs.Add(new MisheardPairRow { Typed = wrong[i], Corrected = right[i] }).Entity;
            pair.Count++;
        }
    }

    private static bool IsSwap(int[] wrong, int[] right, int[] differing) =>
        differing is [var first, var second] && wrong[first] == right[second] && wrong[second] == right[first];
}
