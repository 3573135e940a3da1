using System.Globalization;
using Data;
using Data.Acquisitions;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>A sweep: whoever owns a license is told that it moved, or that a PIN joined, at the address on record.</summary>
internal sealed class AnnounceMoves(Center center, Vault vault, OwnerSealing owners, QueueLetter queue, Letters letters, CenterClock clock)
{
    private const int MostAtOnce = 50;

    /// <summary>Queues a letter for each announcement that waits.</summary>
    /// <returns>How many were settled, those without an address on record included.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var settled = 0;
        for (IReadOnlyList<long> waiting; (waiting = await WaitingAsync(cancellation)).Count > 0;)
        {
            foreach (var id in waiting)
            {
                await center.WriteAsync(db => SettleAsync(db, id, cancellation), cancellation);
                settled++;
            }
        }

        return settled;
    }

    private Task<IReadOnlyList<long>> WaitingAsync(CancellationToken cancellation) => center.ReadAsync(
        async db => (IReadOnlyList<long>)await db.Announcements.Where(a => a.SentAt == null).OrderBy(a => a.Id).Select(a => a.Id).Take(MostAtOnce).ToListAsync(cancellation),
        cancellation);

    private async Task SettleAsync(CenterDb db, long id, CancellationToken cancellation)
    {
        var announcement = await db.Announcements.SingleAsync(a => a.Id == id, cancellation);
        if (announcement.SentAt is not null)
        {
            return;
        }

        announcement.SentAt = clock.Now;
        var number = await db.Kits.Where(k => k.Id == announcement.KitId).Select(k => k.Number).SingleAsync(cancellation);
        var kit = await LoadedKit.ByNumberAsync(db, vault, number);
        if (kit?.History.LiveWith(announcement.LicenseId) is not { AddressOnRecord: { } address } license)
        {
            announcement.Untold = true;
            return;
        }

        queue.Add(db, await OwnerKeys.OfAsync(db, owners, kit), new NewLetter(KindOf(announcement.Kind), address, Write(announcement, kit, license)) { AnnouncementId = id });
    }

    // The language that the owner wrote the details in is the best guess at the one that is read.
    private Letter Write(AnnouncementRow announcement, LoadedKit kit, LiveLicense license)
    {
        var language = $"{license.Owner?.Organization}{license.Owner?.LastName}{license.Owner?.Town}".Any(c => c is >= 'Ѐ' and <= 'ӿ') ? "ru" : "en";
        return letters.Fill(KindOf(announcement.Kind), language, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kit"] = kit.Row.Number,
            ["day"] = clock.Local(announcement.At).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language)),
            ["pin"] = license.Pin.Masked,
            ["elsewhere"] = false,
        });
    }

    private static string KindOf(AnnouncementKind kind) => kind switch
    {
        AnnouncementKind.LicenseMoved => "moved",
        AnnouncementKind.AdditionalPinJoined => "pin-joined",
    };
}
