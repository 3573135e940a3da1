namespace Licensing.Owners;

/// <summary>How a field differs from what is recorded; never what is recorded.</summary>
/// <param name="Field">The field.</param>
/// <param name="Slips">What makes the difference, all of it; alone <see cref="OwnerSlip.Other"/> when no slip explains it.</param>
public sealed record OwnerDifference(OwnerField Field, IReadOnlyList<OwnerSlip> Slips);

/// <summary>Says in which field owner details differ from the recorded ones, and how. The exact match stays the law: this only helps to look.</summary>
/// <remarks>For staff only. Nothing of it may reach a customer's channel: it would help to guess.</remarks>
public static class OwnerNearMatch
{
    /// <summary>Compares where the recorded text is known.</summary>
    /// <param name="recorded">What is recorded.</param>
    /// <param name="given">What was given now.</param>
    /// <returns>A difference a field, in the order of the dialog; empty when the details are the same.</returns>
    public static IReadOnlyList<OwnerDifference> Compare(OwnerDetails recorded, OwnerDetails given)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(given);
        var (then, now) = (recorded.Cleaned(), given.Cleaned());
        var differences = new List<OwnerDifference>();
        if (then.Kind != now.Kind)
        {
            differences.Add(new OwnerDifference(OwnerField.Kind, [OwnerSlip.Other]));
        }

        var differing = OwnerFields.Texts.Where(f => then.Text(f) != now.Text(f)).ToList();
        foreach (var field in differing)
        {
            differences.Add(new OwnerDifference(field, IsSwapped(then, now, field, differing) ? [OwnerSlip.Swapped] : SlipsBetween(then.Text(field), now.Text(field))));
        }

        return differences;
    }

    // Two fields that differ, each holding what is recorded in the other.
    private static bool IsSwapped(OwnerDetails then, OwnerDetails now, OwnerField field, IReadOnlyList<OwnerField> differing) =>
        differing.Any(other => other != field && then.Text(other) == now.Text(field) && now.Text(other) == then.Text(field));

    private static IReadOnlyList<OwnerSlip> SlipsBetween(string recorded, string given)
    {
        if (recorded.Length == 0 || given.Length == 0)
        {
            return [recorded.Length == 0 ? OwnerSlip.NotRecorded : OwnerSlip.NotGiven];
        }

        if (!Alike(OwnerSlips.Foldable))
        {
            return [OwnerSlip.Other];
        }

        // Those slips without which the texts would still differ; where two explain the same, the likelier one.
        var needed = OwnerSlips.Foldable.ToList();
        foreach (var slip in OwnerSlips.Foldable.Reverse())
        {
            if (Alike(needed.Where(s => s != slip)))
            {
                needed.Remove(slip);
            }
        }

        return needed;

        bool Alike(IEnumerable<OwnerSlip> slips)
        {
            var folds = slips.ToList();
            return Folded(recorded, folds) == Folded(given, folds);
        }
    }

    private static string Folded(string text, IEnumerable<OwnerSlip> slips) => slips.Aggregate(text, OwnerSlips.Fold);
}
