using Data;
using Data.Journal;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>What came of asking for PIN codes in the clear.</summary>
public enum Reveal
{
    /// <summary>Here they are.</summary>
    Done,

    /// <summary>The sign-in is older than five minutes.</summary>
    SignInAgain,

    /// <summary>Twenty in an hour are enough.</summary>
    TooMany,

    /// <summary>No reason was given.</summary>
    ReasonWanted,
}

/// <summary>Shows PIN codes in the clear: for a reason, to a fresh sign-in, at most twenty times an hour, and never without a journal entry.</summary>
public sealed class RevealPins(Center center, Vault vault, JournalWriter journal, CenterClock clock)
{
    private const string Act = "pins-revealed";
    private const int MostAnHour = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>The codes of one PIN place of a kit.</summary>
    /// <param name="acting">A supervisor or an administrator.</param>
    /// <param name="signedInAt">When that person signed in.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="set">Position of the set, from 1.</param>
    /// <param name="pin">Position of the PIN in it, from 1.</param>
    /// <param name="reason">Why.</param>
    public Task<(Reveal Result, string? Pin)> RunAsync(
        Acting acting, DateTimeOffset signedInAt, string number, int set, int pin, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.PinCodes);
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Task.FromResult<(Reveal, string?)>((Reveal.ReasonWanted, null));
        }

        if (clock.Now - signedInAt > Fresh)
        {
            return Task.FromResult<(Reveal, string?)>((Reveal.SignInAgain, null));
        }

        return center.WriteAsync<(Reveal, string?)>(async db =>
        {
            var since = clock.Now - TimeSpan.FromHours(1);
            if (await db.Journal.CountAsync(e => e.Act == Act && e.Actor == acting.Name && e.At > since, cancellation) >= MostAnHour)
            {
                return (Reveal.TooMany, null);
            }

            var kit = await LoadedKit.ByNumberAsync(db, vault, number) ?? throw new InvalidOperationException($"There is no kit {number}.");
            var code = kit.History.Kit.Sets[set - 1].Pins[pin - 1].Code;
            await journal.AppendAsync(db, acting.Name, Act, number, new { pin = code.Masked, reason });
            return (Reveal.Done, code.Spoken);
        }, cancellation);
    }
}
