using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Data.Sealing;

/// <summary>The framework's keys for sign-ins stand in the database, where every console finds them; the vault keeps them closed there.</summary>
public static class SignInKeys
{
    /// <summary>Keeps Data Protection's keys in the database, sealed by the vault.</summary>
    public static IDataProtectionBuilder KeepKeysInCenter(this IDataProtectionBuilder protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        protection.PersistKeysToDbContext<CenterDb>();
        protection.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(keys =>
                keys.XmlEncryptor = new VaultXmlEncryptor(services)));
        return protection;
    }
}

/// <summary>Seals a key's XML with the vault, which is asked for when there is something to seal: a host is wired before its keys are made.</summary>
public sealed class VaultXmlEncryptor(IServiceProvider services) : IXmlEncryptor
{
    internal const string Row = "DataProtectionKeys.Xml";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var text = plaintextElement.ToString(SaveOptions.DisableFormatting);
        return new EncryptedXmlInfo(
            new XElement("sealed", Convert.ToBase64String(services.GetRequiredService<Vault>().SealText(text, Row))), typeof(VaultXmlDecryptor));
    }
}

/// <summary>Opens what <see cref="VaultXmlEncryptor"/> sealed; the framework makes it by name from the stored XML.</summary>
public sealed class VaultXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        try
        {
            return XElement.Parse(services.GetRequiredService<Vault>().OpenText(Convert.FromBase64String(encryptedElement.Value), VaultXmlEncryptor.Row));
        }
        catch (FormatException fault)
        {
            throw new SealBrokenException(VaultXmlEncryptor.Row, "not base64", fault);
        }
    }
}
