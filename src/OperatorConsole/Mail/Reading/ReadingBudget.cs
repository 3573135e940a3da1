using System.Diagnostics;

namespace OperatorConsole.Mail.Reading;

/// <summary>What reading one message may cost, from its first byte to the last file in it.</summary>
/// <param name="time">How long; <see cref="MailLimits.MostTime"/> unless told.</param>
internal sealed class ReadingBudget(TimeSpan? time = null)
{
    private readonly TimeSpan _time = time ?? MailLimits.MostTime;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _unpacked = MailLimits.MostBytes;

    /// <exception cref="MailBeyondLimitsException">The time is over.</exception>
    internal void Check()
    {
        if (Stopwatch.GetElapsedTime(_started) >= _time)
        {
            throw new MailBeyondLimitsException("too-slow");
        }
    }

    /// <summary>Counts bytes as they come out of the archives of a message.</summary>
    /// <exception cref="MailBeyondLimitsException">They are more than a message may hold, or the time is over.</exception>
    internal void Unpack(int bytes)
    {
        Check();
        if ((_unpacked -= bytes) < 0)
        {
            throw new MailBeyondLimitsException("archive-too-large");
        }
    }
}
