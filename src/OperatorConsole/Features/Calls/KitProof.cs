using Data;
using Data.Calls;
using Data.Journal;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>A reference alone reveals nothing: a call that knows its kit is opened to whoever says the kit number.</summary>
internal static class KitProof
{
    /// <summary>Compares what the caller said; a number that differs is written down.</summary>
    /// <param name="excused">Nobody is asked; whatever was said is compared all the same.</param>
    /// <returns>Why the call is not opened; null when it may be.</returns>
    internal static async Task<Resumption?> FaultAsync(CenterDb db, JournalWriter journal, CallRow call, Acting acting, string? kitSaid, DateTimeOffset now, bool excused = false)
    {
        if (await db.Kits.Where(k => k.Id == call.KitId).Select(k => k.Number).SingleOrDefaultAsync() is not { } kit)
        {
            return null;
        }

        if (kitSaid is null)
        {
            return excused ? null : Resumption.KitWanted;
        }

        if (KitNumber.TryParse(kitSaid, out var said) && said.Digits == kit)
        {
            return null;
        }

        CallRows.Happened(db, call, acting, now, "kit-differs");
        await journal.AppendAsync(db, acting.Name, "call-kit-differs", call.Reference);
        return Resumption.KitDiffers;
    }
}
