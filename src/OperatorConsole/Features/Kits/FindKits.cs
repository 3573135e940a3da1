using Data;
using Data.Kits;
using Data.Sealing;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>A kit in a list.</summary>
public sealed record KitSummary(string Number, string Product, DateTimeOffset IssuedAt, int Pins, int Licenses);

/// <summary>Finds kits by number, PIN code, owner or product.</summary>
public sealed class FindKits(Center center, Vault vault, OwnerSealing owners)
{
    /// <summary>Kits on a page.</summary>
    public const int PageSize = 25;

    // Owners are sealed: they are opened and compared, newest kits first.
    private const int MostOpened = 5000;
    private readonly KitCompany _company = new(vault, owners);

    /// <summary>One page of what matches, newest first, and how many match in all.</summary>
    /// <param name="acting">Who asks.</param>
    /// <param name="text">Digits of a kit number, a whole PIN code, an owner's name or a product; empty: all.</param>
    /// <param name="page">From 0.</param>
    public Task<(IReadOnlyList<KitSummary> Kits, int Total)> RunAsync(Acting acting, string? text, int page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        return center.ReadAsync<(IReadOnlyList<KitSummary>, int)>(async db =>
        {
            var kits = await MatchingAsync(db, text?.Trim() ?? "", cancellation);
            var rows = await kits.OrderByDescending(k => k.Id).Skip(page * PageSize).Take(PageSize)
                .Select(k => new KitSummary(
                    k.Number, k.Product, k.IssuedAt,
                    db.Pins.Count(p => p.KitId == k.Id),
                    db.Licenses.Count(l => l.KitId == k.Id && l.LivePinId != null)))
                .ToListAsync(cancellation);
            return (rows, await kits.CountAsync(cancellation));
        }, cancellation);
    }

    private async Task<IQueryable<KitRow>> MatchingAsync(CenterDb db, string text, CancellationToken cancellation)
    {
        if (text.Length == 0)
        {
            return db.Kits;
        }

        if (PinCode.Parse(text, out var pin) == PinFault.None)
        {
            var lookup = vault.Lookup(LoadedKit.PinLabel, pin.Digits);
            return db.Kits.Where(k => db.Pins.Any(p => p.KitId == k.Id && p.Lookup == lookup));
        }

        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-'));
        if (digits.All(char.IsAsciiDigit))
        {
            return db.Kits.Where(k => k.Number.StartsWith(digits));
        }

        var owned = await OwnedAsync(db, text, cancellation);
        return db.Kits.Where(k => k.Product.Contains(text) || owned.Contains(k.Id));
    }

    private async Task<List<long>> OwnedAsync(CenterDb db, string text, CancellationToken cancellation)
    {
        var newest = await db.Kits.AsNoTracking().OrderByDescending(k => k.Id).Take(MostOpened).ToListAsync(cancellation);
        var companies = await _company.OfAsync(db, newest, cancellation);
        return [.. companies.Where(c => c.Value.Contains(text, StringComparison.CurrentCultureIgnoreCase)).Select(c => c.Key)];
    }
}
