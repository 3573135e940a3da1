using Licensing.Owners;

namespace Licensing.Violations;

/// <summary>The name of an owner without its spelling: what stays when case, marks and legal forms are left away.</summary>
/// <remarks>For telling owners apart in a suspicion, never for a restoration, where every character counts.</remarks>
public static class OwnerName
{
    private static readonly string[] Forms = ["OOO", "ООО", "AO", "АО", "ZAO", "ЗАО", "PAO", "ПАО", "IP", "ИП", "LTD", "LLC", "INC", "GMBH", "CO", "CORP"];

    /// <summary>The name; empty where nothing is named.</summary>
    public static string Of(OwnerDetails owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var cleaned = owner.Cleaned();
        var name = cleaned.Organization.Length > 0 ? cleaned.Organization : $"{cleaned.LastName} {cleaned.FirstName}";
        var words = string.Concat(name.ToUpperInvariant().Replace('Ё', 'Е').Select(c => char.IsLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var meant = words.Except(Forms, StringComparer.Ordinal).ToList();
        return string.Concat(meant.Count > 0 ? meant : words);
    }
}
