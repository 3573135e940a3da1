using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace OperatorConsole.Tests.Calls;

/// <summary>What callers read out: the 51 digits of a request.</summary>
internal static class Dictated
{
    public static Sketch Computer { get; } = new(0, 220, 319, 9, 9151971374);

    public static Sketch OtherComputer { get; } = Computer with { Os = 221 };

    public static string By(Kit kit, PinCode pin, Sketch? computer = null) => By(kit, pin, Operation.Initial, pin, computer);

    public static string By(Kit kit, PinCode pin, Operation operation, PinCode current, Sketch? computer = null, int owner = 314391) =>
        Digits(RequestCode.For(operation, kit.Number, pin, current, owner, computer ?? Computer));

    /// <summary>A code of the kit's first PIN, made for a kit that the caller mistyped.</summary>
    /// <param name="kit">The kit.</param>
    /// <param name="attempt">Another computer each, so that no two attempts are one request.</param>
    public static string WithWrongLink(Kit kit, int attempt = 0)
    {
        var code = RequestCode.For(Operation.Initial, kit.Number, First(kit), First(kit), 314391, Computer with { Board = attempt });
        return Digits(code with { Link = (code.Link + 1) % Licensing.Dictation.Groups.Modulus });
    }

    public static PinCode First(Kit kit) => kit.Sets[0].Pins[0].Code;

    public static PinCode Second(Kit kit) => kit.Sets[0].Pins[1].Code;

    public static int[] Groups(string digits)
    {
        Licensing.Dictation.Groups.TryParse(digits, out var groups).ShouldBeTrue();
        return groups;
    }

    /// <summary>The same digits with another value in one place.</summary>
    public static string Misheard(string digits, int position, int value)
    {
        var groups = Groups(digits);
        groups[position - 1] = value;
        return Licensing.Dictation.Groups.Digits(groups);
    }

    private static string Digits(RequestCode code) => Licensing.Dictation.Groups.Digits([.. code.ToGroups(), code.CheckSum]);
}
