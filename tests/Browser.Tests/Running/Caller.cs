using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace Browser.Tests.Running;

/// <summary>Somebody on the telephone: dictates a code, writes down lines, reads out their checksums.</summary>
internal sealed class Caller
{
    private readonly int[] _groups;

    private Caller(RequestCode code) => _groups = [.. code.ToGroups(), code.CheckSum];

    /// <summary>The 51 digits.</summary>
    public string Digits => Groups.Digits(_groups);

    /// <summary>The seventeen groups as they are read out.</summary>
    public IReadOnlyList<string> Spoken => [.. _groups.Select(Groups.Format)];

    private int CheckSum => _groups[^1];

    public static Caller With(NewKit kit, PinCode pin, Operation operation = Operation.Initial, int computer = 1, int owner = 314391, PinCode? current = null) =>
        new(RequestCode.For(operation, kit.Number, pin, current ?? pin, owner, new Sketch(1, 220 + computer, 319, 9, 9151971374)));

    /// <summary>The same PIN on a computer that has nothing in common with the first.</summary>
    public static Caller OnQuiteAnotherComputer(NewKit kit, PinCode pin) =>
        new(RequestCode.For(Operation.Restore, kit.Number, pin, pin, 314391, new Sketch(0, 500, 501, 0, 0)));

    /// <summary>A code that is right in itself, with a PIN that no kit has.</summary>
    public static Caller WithUnknownPin() =>
        new(RequestCode.For(Operation.Initial, KitDraw.Number(), PinCode.Draw(), PinCode.Draw(), 314391, new Sketch(0, 220, 319, 9, 9151971374)));

    /// <summary>What the program shows when the caller has typed this line.</summary>
    public string Checksum(int line, string typed) => Groups.Format(Checks.Line(line, Parsed(typed), CheckSum));

    /// <summary>What the program shows in the end.</summary>
    public string Total(IEnumerable<string> lines) => Groups.Format(Checks.Total(Parsed(string.Join(' ', lines)), CheckSum));

    /// <summary>The code with one digit mis-heard, such that the best question asks for that very group.</summary>
    /// <returns>The digits, and the group, from 0.</returns>
    public (string Digits, int Group) Misheard()
    {
        foreach (var index in Enumerable.Range(0, Digits.Length).Reverse())
        {
            for (var other = 1; other <= 9; other++)
            {
                var digit = (char)('0' + ((Digits[index] - '0' + other) % 10));
                var heard = Digits[..index] + digit + Digits[(index + 1)..];
                var group = index / 3;
                if (Groups.TryParse(heard, out var groups) && groups[group] < Groups.Modulus
                    && RequestRepair.Explain(groups) is [{ Kind: SuggestionKind.Group } best, ..] && best.Positions is [var position] && position == group + 1)
                {
                    return (heard, group);
                }
            }
        }

        throw new InvalidOperationException("No digit of this code can be mis-heard plainly.");
    }

    /// <summary>The code with other values in some groups.</summary>
    /// <param name="slips">Groups from 0, and what was heard.</param>
    public string Heard(params IEnumerable<(int Group, int Value)> slips)
    {
        var heard = (int[])_groups.Clone();
        foreach (var (group, value) in slips)
        {
            heard[group] = value;
        }

        return Groups.Digits(heard);
    }

    /// <summary>The code with two groups heard wrong, such that the best question asks for those two.</summary>
    /// <returns>The digits, and both groups, from 0.</returns>
    public (string Digits, int First, int Second) MisheardTwice(int seed)
    {
        var random = new Random(seed);
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            // In the description of the computer, where the PIN's own check sees nothing.
            var (first, second) = (random.Next(7, 11), random.Next(11, 16));
            var heard = (int[])_groups.Clone();
            heard[first] = Slip(heard[first]);
            heard[second] = Slip(heard[second]);
            if (heard[first] < Groups.Modulus && heard[second] < Groups.Modulus
                && RequestRepair.Explain(heard) is [{ Kind: SuggestionKind.TwoGroups } best, ..]
                && best.Positions.SequenceEqual([first + 1, second + 1]) && best.Values.SequenceEqual([_groups[first], _groups[second]]))
            {
                return (Groups.Digits(heard), first, second);
            }
        }

        throw new InvalidOperationException("No two groups of this code can be mis-heard plainly.");

        int Slip(int value) => (value / 10 * 10) + ((value + random.Next(1, 10)) % 10);
    }

    /// <summary>The code with so many groups heard wrong that no explanation is left.</summary>
    public string Garbled(int seed)
    {
        var random = new Random(seed);
        for (var attempt = 0; attempt < 100_000; attempt++)
        {
            int[] heard = [.. _groups[..7], .. Enumerable.Range(0, 10).Select(_ => random.Next(Groups.Modulus))];
            if (RequestRepair.Explain(heard).Count == 0 && RequestCode.Read(heard, out _).Contains(CodeFault.CheckSum))
            {
                return Groups.Digits(heard);
            }
        }

        throw new InvalidOperationException("Whatever is heard, something explains it.");
    }

    /// <summary>What the PIN's third group, the fourth of the code, can be heard as so that the PIN's own check asks for it first.</summary>
    public int MisheardInPin() => Enumerable.Range(0, Groups.Modulus).First(value =>
    {
        var heard = (int[])_groups.Clone();
        heard[3] = value;
        return PinRepair.Explain(heard) is [var best, ..] && best.Positions is [4] && best.Values[0] == _groups[3];
    });

    /// <summary>A checksum of the first line that differs, and what the Center must make of it: a group or two that she typed otherwise, or only the checksum mis-heard.</summary>
    public (string Said, Suggestion Meant) Mistaken(string line, SuggestionKind kind)
    {
        var truth = Parsed(line);
        var right = Checks.Line(1, truth, CheckSum);
        var said = kind switch
        {
            SuggestionKind.ChecksumMisheard => Slips(right),
            SuggestionKind.Swap => Enumerable.Range(0, truth.Length - 1).Select(i => Typed([.. truth[..i], truth[i + 1], truth[i], .. truth[(i + 2)..]])),
            _ => Enumerable.Range(0, truth.Length).SelectMany(i => Slips(truth[i]).Select(value => Typed([.. truth[..i], value, .. truth[(i + 1)..]]))),
        };
        return said.Where(value => value != right)
            .Select(value => (Groups.Format(value), LineRepair.Explain(1, truth, CheckSum, value)[0]))
            .First(mistake => mistake.Item2.Kind == kind && mistake.Item2.Cost <= 60);

        int Typed(int[] groups) => Checks.Line(1, groups, CheckSum);

        static IEnumerable<int> Slips(int value) => Enumerable.Range(0, 10).Select(digit => (value / 10 * 10) + digit).Where(slip => slip != value && slip < Groups.Modulus);
    }

    private static int[] Parsed(string text) => Groups.TryParse(text, out var groups) ? groups : throw new FormatException($"'{text}' is no line.");
}
