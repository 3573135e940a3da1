using Org.BouncyCastle.Math;

namespace Licensing.Dictation;

/// <summary>The nine lines that an operator dictates: one signature as 45 groups. Dictation codes, section 1.7.</summary>
public sealed class PhoneAnswer
{
    private const int HalfBits = 224;
    private static readonly BigInteger Base = BigInteger.ValueOf(Groups.Modulus);
    private readonly int[] _groups;

    private PhoneAnswer(int[] groups) => _groups = groups;

    /// <summary>All 45 groups.</summary>
    public IReadOnlyList<int> AllGroups => _groups;

    /// <summary>The five groups of a line.</summary>
    /// <param name="line">1 to 9.</param>
    public int[] Line(int line) => _groups[((line - 1) * Groups.LineLength)..(line * Groups.LineLength)];

    /// <summary>Checksum of a line, for the request with this check sum.</summary>
    public int LineChecksum(int line, int requestCheckSum) => Checks.Line(line, Line(line), requestCheckSum);

    /// <summary>Checksum of the whole answer.</summary>
    public int TotalChecksum(int requestCheckSum) => Checks.Total(_groups, requestCheckSum);

    /// <summary>135 digits.</summary>
    public string ToDigits() => Groups.Digits(_groups);

    /// <summary>Reads 45 groups.</summary>
    /// <exception cref="FormatException">Not 45 groups of 0 to 996.</exception>
    public static PhoneAnswer FromGroups(ReadOnlySpan<int> groups)
    {
        if (groups.Length != Groups.AnswerLength || groups.ContainsAnyExceptInRange(0, Groups.Modulus - 1))
        {
            throw new FormatException($"An answer is {Groups.AnswerLength} groups from 000 to 996.");
        }

        return new PhoneAnswer(groups.ToArray());
    }

    /// <summary>Reads 135 digits as they are stored.</summary>
    /// <exception cref="FormatException">Not 45 groups of 0 to 996.</exception>
    public static PhoneAnswer FromDigits(string digits) =>
        FromGroups(Groups.TryParse(digits, out var groups) ? groups : []);

    internal static PhoneAnswer FromSignature(BigInteger r, BigInteger s)
    {
        var groups = new int[Groups.AnswerLength];
        var rest = r.ShiftLeft(HalfBits).Or(s);
        for (var i = groups.Length - 1; i >= 0; i--)
        {
            var division = rest.DivideAndRemainder(Base);
            groups[i] = division[1].IntValue;
            rest = division[0];
        }

        return new PhoneAnswer(groups);
    }

    /// <summary>The two halves; null when no signature can have them.</summary>
    internal (BigInteger R, BigInteger S)? ToSignature(BigInteger order)
    {
        var number = BigInteger.Zero;
        foreach (var group in _groups)
        {
            number = number.Multiply(Base).Add(BigInteger.ValueOf(group));
        }

        var r = number.ShiftRight(HalfBits);
        var s = number.Subtract(r.ShiftLeft(HalfBits));
        return number.BitLength <= 2 * HalfBits && Possible(r) && Possible(s) ? (r, s) : null;

        bool Possible(BigInteger half) => half.SignValue > 0 && half.CompareTo(order) < 0;
    }
}
