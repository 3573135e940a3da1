using Licensing.Dictation;
using Licensing.Files;

namespace LicenseClient;

/// <summary>The nine lines as they are typed: each judged at once, shown with its checksum, and kept.</summary>
/// <param name="pending">The request that waits for them.</param>
internal sealed class AnswerEntry(PendingFile pending)
{
    private PendingFile _pending = pending;

    /// <summary>The request, with the lines so far.</summary>
    internal PendingRequest Request => _pending.Request;

    /// <summary>First line that is still empty; null when all nine are there.</summary>
    internal int? Next
    {
        get
        {
            for (var line = 1; line <= Groups.AnswerLines; line++)
            {
                if (Request.Typed[line - 1].Length == 0)
                {
                    return line;
                }
            }

            return null;
        }
    }

    /// <summary>Takes a line and keeps it.</summary>
    /// <param name="line">1 to 9.</param>
    /// <param name="typed">What was typed.</param>
    /// <returns>What is wrong with it; null when it was taken.</returns>
    internal string? Take(int line, string typed)
    {
        var readable = Groups.TryParse(typed, out var groups);
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i] >= Groups.Modulus)
            {
                return Texts.Of("LineIllegalGroup", line, i + 1, Groups.Format(groups[i]));
            }
        }

        if (!readable || groups.Length != Groups.LineLength)
        {
            return Texts.Of("LineLength", line, typed.Count(char.IsAsciiDigit));
        }

        var lines = Request.Typed.ToArray();
        lines[line - 1] = Groups.Digits(groups);
        _pending = _pending with { Request = Request with { Typed = lines } };
        _pending.Save();
        return null;
    }

    /// <summary>A line with its checksum, in a form that a program can read too: <c>1: 453 359 930 481 434 | 380</c>.</summary>
    internal string Shown(int line)
    {
        int[] groups = Groups.TryParse(Request.Typed[line - 1], out var typed) ? typed : [];
        return $"{line}: {Groups.Format(groups)} | {Groups.Format(Checks.Line(line, groups, Request.CheckSum))}";
    }

    /// <summary>The total checksum, once all lines are there: <c>total: 701</c>.</summary>
    internal string Total(PhoneAnswer answer) => $"total: {Groups.Format(answer.TotalChecksum(Request.CheckSum))}";
}
