using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OperatorConsole.Mail.Mailboxes;

/// <summary>A certificate authority of one's own beside those of the system: an addition, never a way around the check.</summary>
internal static class OwnAuthority
{
    /// <summary>The check; null leaves it to the system.</summary>
    /// <param name="file">A PEM file; empty for none.</param>
    internal static RemoteCertificateValidationCallback? Check(string file)
    {
        if (file.Length == 0)
        {
            return null;
        }

        return (_, certificate, _, errors) =>
        {
            if (errors == SslPolicyErrors.None)
            {
                return true;
            }

            // A wrong name or no certificate is wrong under any authority.
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
            {
                return false;
            }

            using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(presented);
        };
    }
}
