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

    private static int[] Parsed(string text) => Groups.TryParse(text, out var groups) ? groups : throw new FormatException($"'{text}' is no line.");
}
