using Data;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Calls;

/// <summary>Finds what to ask a caller whose code does not check: the codes' own redundancy first, then what the database knows of each explanation.</summary>
/// <remarks>Dictation codes, section 1.8. The database only ranks: nothing of it is ever shown.</remarks>
internal static class AskCaller
{
    private const int UnknownPin = 60;
    private const int OtherLink = 40;
    private const int OtherOwner = 40;
    private const int OtherSystemOrBoard = 15;
    private const int RestoreOperation = 2;
    private const int SpareOperation = 3;
    private const int EarlyGroups = 6;
    private const int EarlyQuestions = 3;

    /// <summary>What was probably mis-heard, likeliest first, and the kits that some explanation arrives at.</summary>
    internal static async Task<(IReadOnlyList<Suggestion> Suggestions, IReadOnlyCollection<long> Kits)> ExplainAsync(CenterDb db, Vault vault, int[] typed)
    {
        // First every PIN that some explanation arrives at, then one look at all of them, then the ranking.
        var pins = new HashSet<string>(StringComparer.Ordinal) { PinOf(typed) };
        RequestRepair.Explain(typed, evidence: groups =>
        {
            pins.Add(PinOf(groups));
            return 0;
        });
        var kits = await KitsOfAsync(db, vault, pins);
        var suggestions = RequestRepair.Explain(typed, evidence: groups =>
            !kits.TryGetValue(PinOf(groups), out var kit) ? UnknownPin
            : (LinkFits(kit, groups) ? 0 : OtherLink) + AgainstLicense(kit, groups));
        return (suggestions, [.. kits.Values.Select(kit => kit.Id).Distinct()]);
    }

    // What a restoration says of owner and computer, held against the license that it names.
    private static int AgainstLicense(KnownKit kit, IReadOnlyList<int> groups)
    {
        var operation = groups[0] / 10 % 10;
        var pin = operation == SpareOperation ? kit.Links.FirstOrDefault(l => l.Value == groups[6]).Key : PinOf(groups);
        if (operation is not (RestoreOperation or SpareOperation) || pin is null || kit.Live(pin) is not { } live)
        {
            return 0;
        }

        var cost = live.OwnerDigest == (groups[7] * Groups.Modulus) + groups[8] ? 0 : OtherOwner;
        return operation == SpareOperation || live.Sketch is not { } sketch ? cost
            : cost + (sketch.Os == groups[9] ? 0 : OtherSystemOrBoard) + (sketch.Board == groups[10] ? 0 : OtherSystemOrBoard);
    }

    /// <summary>While the caller is still in row 2: what to ask when the PIN alone shows that a group of it is wrong.</summary>
    internal static IReadOnlyList<Question> Early(string digits)
    {
        return FirstGroups(digits) is not { } typed ? [] : [.. PinRepair.Explain(typed).Take(EarlyQuestions).Select(s => Of(s, typed))];
    }

    /// <summary>The groups up to the PIN's last; null while one of them is missing or cannot be right.</summary>
    internal static int[]? FirstGroups(string digits)
    {
        var groups = CallDigits.GroupsOf(digits)[..EarlyGroups];
        return groups.Any(g => g is null or >= Groups.Modulus) ? null : [.. groups.Select(g => g!.Value)];
    }

    internal static Question Of(Suggestion suggestion, int[] typed) =>
        new(suggestion.Kind, suggestion.Positions, [.. suggestion.Positions.Select(p => typed[p - 1])]);

    private static string PinOf(IReadOnlyList<int> groups) => Groups.Digits([.. groups.Skip(1).Take(5)]);

    private static bool LinkFits(KnownKit kit, IReadOnlyList<int> groups) =>
        groups[0] / 10 % 10 == SpareOperation ? kit.Links.ContainsValue(groups[6]) : kit.Links[PinOf(groups)] == groups[6];

    private static async Task<Dictionary<string, KnownKit>> KitsOfAsync(CenterDb db, Vault vault, HashSet<string> pins)
    {
        var lookups = pins.ToDictionary(p => Convert.ToHexString(vault.Lookup(LoadedKit.PinLabel, p)), p => p, StringComparer.Ordinal);
        var wanted = lookups.Keys.Select(Convert.FromHexString).ToList();
        var kitIds = await db.Pins.Where(p => wanted.Contains(p.Lookup)).Select(p => p.KitId).Distinct().ToListAsync();
        var found = new Dictionary<string, KnownKit>(StringComparer.Ordinal);
        foreach (var number in await db.Kits.Where(k => kitIds.Contains(k.Id)).Select(k => k.Number).ToListAsync())
        {
            var loaded = (await LoadedKit.ByNumberAsync(db, vault, number))!;
            var known = new KnownKit(loaded.Row.Id, loaded.History);
            foreach (var pin in known.Links.Keys.Where(pins.Contains))
            {
                found[pin] = known;
            }
        }

        return found;
    }

    // LINK is recomputed from the kit's PINs: no hash of a PIN without a key is ever stored.
    private sealed class KnownKit(long id, KitHistory history)
    {
        public long Id => id;

        public Dictionary<string, int> Links { get; } =
            history.Kit.Pins.ToDictionary(p => p.Code.Digits, p => PinLink.Of(history.Kit.Number, p.Code), StringComparer.Ordinal);

        public LiveLicense? Live(string pin) => history.Kit.Pins.FirstOrDefault(p => p.Code.Digits == pin) is { } known ? history.LiveOn(known.Code) : null;
    }
}
