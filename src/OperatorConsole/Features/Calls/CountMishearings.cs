using Data;
using Data.Calls;
using Licensing.Dictation;

namespace OperatorConsole.Features.Calls;

/// <summary>A dictation was repaired: what had been typed and what it became is counted, for the map of what is mis-heard.</summary>
internal static class CountMishearings
{
    internal static async Task RunAsync(CenterDb db, int[] wrong, int[] right)
    {
        for (var i = 0; i < Groups.DictationLength; i++)
        {
            if (wrong[i] == right[i])
            {
                continue;
            }

            var place = await db.MisheardPlaces.FindAsync(i + 1) ?? db.MisheardPlaces.Add(new MisheardPlaceRow { Position = i + 1 }).Entity;
            place.Count++;
            var pair = await db.MisheardPairs.FindAsync(wrong[i], right[i])
                ?? db.MisheardPairs.Add(new MisheardPairRow { Typed = wrong[i], Corrected = right[i] }).Entity;
            pair.Count++;
        }
    }
}
