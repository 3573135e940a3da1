using System.Security.Cryptography;
using Licensing.Files;

namespace Licensing.Tests.Files;

/// <summary>A Center's keys for files, made for the run.</summary>
internal static class SomeKeys
{
    internal const string SigningKid = "file-1";
    internal const string EncryptionKid = "encryption-1";

    internal static readonly ECParameters Signing = Make();
    internal static readonly ECParameters Encryption = Make();

    internal static readonly ILicenseSigner Signer = new FileSigner(SigningKid, Signing);
    internal static readonly IRequestKeys Opener = new OneKey();

    internal static JoseKey Encrypts => JoseKey.Of(EncryptionKid, JoseUse.Encryption, Encryption, KeyState.Active);

    internal static CenterKeys Public(KeyState state = KeyState.Active) =>
        new() { JoseKeys = [JoseKey.Of(SigningKid, JoseUse.Signature, Signing, state), Encrypts] };

    internal static ECParameters Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: true);
    }

    internal sealed class FileSigner(string kid, ECParameters key) : ILicenseSigner
    {
        public string Kid => kid;

        public byte[] Sign(byte[] input)
        {
            using var signer = ECDsa.Create(key);
            return signer.SignData(input, HashAlgorithmName.SHA256);
        }
    }

    private sealed class OneKey : IRequestKeys
    {
        public T? Use<T>(string kid, Func<ECDiffieHellman, T> use)
            where T : class
        {
            using var key = ECDiffieHellman.Create(Encryption);
            return kid == EncryptionKid ? use(key) : null;
        }
    }
}
