using System.Text;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Licensing.Dictation;

/// <summary>A private key that signs answers by phone: ECDSA on P-224 with SHA-256, nonces by RFC 6979. Dictation codes, section 1.7.</summary>
public sealed class PhoneSigningKey
{
    private readonly ECPrivateKeyParameters _key;

    private PhoneSigningKey(BigInteger d)
    {
        if (d.SignValue <= 0 || d.CompareTo(PhoneVerificationKey.Domain.N) >= 0)
        {
            throw new FormatException("The private key is not a number from 1 to the curve's order less one.");
        }

        _key = new ECPrivateKeyParameters("ECDSA", d, SecObjectIdentifiers.SecP224r1);
        Public = new PhoneVerificationKey(new ECPublicKeyParameters("ECDSA", _key.Parameters.G.Multiply(d).Normalize(), SecObjectIdentifiers.SecP224r1));
    }

    /// <summary>Its public half.</summary>
    public PhoneVerificationKey Public { get; }

    /// <summary>A new key from the system's generator.</summary>
    public static PhoneSigningKey Create()
    {
        var random = new SecureRandom();
        var n = PhoneVerificationKey.Domain.N;
        BigInteger d;
        do
        {
            d = new BigInteger(n.BitLength, random);
        }
        while (d.SignValue <= 0 || d.CompareTo(n) >= 0);
        return new PhoneSigningKey(d);
    }

    /// <summary>Reads the private number.</summary>
    /// <param name="hex">Hexadecimal digits.</param>
    /// <exception cref="FormatException">Not a possible key.</exception>
    public static PhoneSigningKey FromHex(string hex) => new(new BigInteger(hex, 16));

    /// <summary>The private number, 56 hexadecimal digits. A secret.</summary>
    public string ToHex() => Convert.ToHexString(_key.D.ToByteArrayUnsigned()).PadLeft(56, '0');

    /// <summary>Signs a statement; the same statement always gets the same answer.</summary>
    public PhoneAnswer Sign(string statement)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, _key);
        var signature = signer.GenerateSignature(PhoneVerificationKey.Digest(statement));
        return PhoneAnswer.FromSignature(signature[0], signature[1]);
    }
}

/// <summary>The public half of a phone key, as the customer's program has it.</summary>
public sealed class PhoneVerificationKey
{
    private readonly ECPublicKeyParameters _key;

    internal PhoneVerificationKey(ECPublicKeyParameters key) => _key = key;

    internal static ECDomainParameters Domain { get; } = new ECNamedDomainParameters(
        SecObjectIdentifiers.SecP224r1, SecNamedCurves.GetByOid(SecObjectIdentifiers.SecP224r1));

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    /// <param name="der">DER bytes.</param>
    /// <exception cref="FormatException">Not a public key on P-224.</exception>
    public static PhoneVerificationKey FromSpki(byte[] der)
    {
        try
        {
            if (PublicKeyFactory.CreateKey(der) is ECPublicKeyParameters key && SecObjectIdentifiers.SecP224r1.Equals(key.PublicKeyParamSet))
            {
                return new PhoneVerificationKey(key);
            }
        }
        catch (Exception fault) when (fault is IOException or FormatException or ArgumentException or InvalidOperationException
            or GeneralSecurityException or SecurityUtilityException)
        {
            throw new FormatException("The key is not a readable SubjectPublicKeyInfo.", fault);
        }

        throw new FormatException("The key is not an elliptic-curve key on P-224.");
    }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] ToSpki() => SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(_key).GetDerEncoded();

    /// <summary>Whether the answer is this key's signature over the statement.</summary>
    public bool Verifies(string statement, PhoneAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.ToSignature(Domain.N) is not var (r, s))
        {
            return false;
        }

        var verifier = new ECDsaSigner();
        verifier.Init(false, _key);
        return verifier.VerifySignature(Digest(statement), r, s);
    }

    internal (BigInteger X, BigInteger Y) Point => (_key.Q.AffineXCoord.ToBigInteger(), _key.Q.AffineYCoord.ToBigInteger());

    internal static byte[] Digest(string statement) => System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(statement));
}
