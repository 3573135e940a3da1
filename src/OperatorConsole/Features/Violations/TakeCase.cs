using Data;
using Data.Journal;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>A supervisor takes a case, or gives it back: others see whose it is.</summary>
internal sealed class TakeCase(Center center, JournalWriter journal, CaseFeed feed, CenterClock clock)
{
    /// <summary>Takes it, also from somebody else; gives it back where it is one's own.</summary>
    /// <returns>Whether it is one's own now; null when there is no such case.</returns>
    public async Task<bool?> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var taken = await center.WriteAsync<bool?>(async db =>
        {
            if (await db.Cases.SingleOrDefaultAsync(c => c.Reference == reference, cancellation) is not { } one)
            {
                return null;
            }

            one.TakenById = one.TakenById == acting.Id ? null : acting.Id;
            one.Stamp = Guid.CreateVersion7(clock.Now);
            await journal.AppendAsync(db, acting.Name, one.TakenById is null ? "case-given-back" : "case-taken", reference);
            return one.TakenById is not null;
        }, cancellation);
        if (taken is not null)
        {
            feed.Tell(new CaseNews(reference, null, null));
        }

        return taken;
    }
}
