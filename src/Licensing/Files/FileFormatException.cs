using System.Globalization;

namespace Licensing.Files;

/// <summary>A file is not what it should be: which member is at fault, and what was expected of it.</summary>
public sealed class FileFormatException : FormatException
{
    /// <summary>A fault of one member.</summary>
    /// <param name="member">Its path, such as <c>computer.nics[1]</c>; empty for the file as a whole.</param>
    /// <param name="expectation">What was expected.</param>
    /// <param name="inner">What the parser said, if it did.</param>
    /// <param name="place">Where it is, for a text that is no JSON; what stands there is never told.</param>
    public FileFormatException(string member, Expectation expectation, Exception? inner = null, TextPlace? place = null)
        : base((member.Length == 0 ? expectation.Clause() : $"'{member}': {expectation.Clause()}") + Told(place), inner)
    {
        Member = member;
        Expectation = expectation;
        Place = place;
    }

    /// <summary>Path of the member at fault; empty for the file as a whole.</summary>
    public string Member { get; }

    /// <summary>What was expected, for a program that words it in its own language.</summary>
    public Expectation Expectation { get; }

    /// <summary>What was expected, in English.</summary>
    public string Expected => Expectation.Clause();

    /// <summary>Where the text breaks; null where a member is at fault.</summary>
    public TextPlace? Place { get; }

    private static string Told(TextPlace? place) =>
        place is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (line {place.Line}, character {place.Character})");
}
