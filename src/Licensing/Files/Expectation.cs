namespace Licensing.Files;

/// <summary>What the readers of files can expect of a member.</summary>
public enum Expectation
{
    /// <summary>A JSON text.</summary>
    Json,

    /// <summary>An object.</summary>
    JsonObject,

    /// <summary>A list of objects.</summary>
    ObjectList,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>Memory in MiB.</summary>
    MemorySize,

    /// <summary>True or false.</summary>
    TrueOrFalse,

    /// <summary>Nothing: no such member is known.</summary>
    NoSuchMember,

    /// <summary>The member once.</summary>
    OnlyOnce,

    /// <summary>Text without halves of surrogate pairs.</summary>
    WholeCharacters,

    /// <summary><c>company</c> or <c>individual</c>.</summary>
    OwnerKind,

    /// <summary>An adapter's address.</summary>
    AdapterAddress,

    /// <summary>The mark of a phone license.</summary>
    PhoneLicenseFormat,

    /// <summary>The mark of a pending request.</summary>
    PendingRequestFormat,

    /// <summary>A kit number.</summary>
    KitNumber,

    /// <summary>The groups of a request.</summary>
    RequestGroups,

    /// <summary>Groups that can be a request: its inner checks hold.</summary>
    RequestChecks,

    /// <summary>The check sum of the request beside it.</summary>
    RequestCheckSum,

    /// <summary>The operation that the request's groups say.</summary>
    Operation,

    /// <summary>The lines of an answer.</summary>
    AnswerGroups,

    /// <summary>Lines of an answer, typed or still empty.</summary>
    TypedLines,

    /// <summary>A time.</summary>
    Time,

    /// <summary>A key's name, used once.</summary>
    KeyId,

    /// <summary>A public key on P-224.</summary>
    PhoneKey,

    /// <summary>A public key.</summary>
    PublicKey,

    /// <summary>State of a key.</summary>
    KeyState,

    /// <summary>A small file.</summary>
    FileSize,

    /// <summary>Anything: the file is empty.</summary>
    SomeContent,

    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>The mark of a request file.</summary>
    LicenseRequestFormat,

    /// <summary>The mark of a license details file.</summary>
    LicenseDetailsFormat,

    /// <summary>The name of an operation.</summary>
    OperationName,

    /// <summary>The digits of a PIN code.</summary>
    PinDigits,

    /// <summary>Nothing: the operation does not go with it.</summary>
    NotWithThisOperation,

    /// <summary>The customer's statement that nothing changed.</summary>
    SaidUnchanged,

    /// <summary>The wish to take the spare PIN whatever changed.</summary>
    SparePinAsked,

    /// <summary>Where a server is.</summary>
    ServerAddress,

    /// <summary>A port.</summary>
    ServerPort,

    /// <summary>An encrypted file or a JSON text.</summary>
    EncryptedForm,

    /// <summary>How the key of an encrypted file is agreed on.</summary>
    KeyAgreement,

    /// <summary>How a file is encrypted.</summary>
    ContentEncryption,

    /// <summary>A key that the Center opens files with.</summary>
    EncryptionKeyId,

    /// <summary>What is inside an encrypted file.</summary>
    RequestContentType,

    /// <summary>A point on P-256.</summary>
    PointOnP256,

    /// <summary>Bytes in base64url.</summary>
    Base64Url,

    /// <summary>Content that its key opens.</summary>
    OpensWithItsKey,

    /// <summary>A signed file.</summary>
    SignedForm,

    /// <summary>How a file is signed.</summary>
    SignatureAlgorithm,

    /// <summary>What a signed file is.</summary>
    LicenseTokenType,

    /// <summary>The name of the key that signed.</summary>
    SignatureKeyId,

    /// <summary>The id of a license.</summary>
    LicenseId,

    /// <summary>The id of a request.</summary>
    RequestId,

    /// <summary>The type of a license.</summary>
    LicenseTypeName,

    /// <summary>Seats.</summary>
    Seats,

    /// <summary>A method.</summary>
    MethodName,

    /// <summary>The digest of an owner.</summary>
    OwnerDigest,

    /// <summary>The name of a product.</summary>
    ProductName,

    /// <summary>What a key is for.</summary>
    KeyUse,
}

/// <summary>English wording of the expectations.</summary>
public static class Expectations
{
    /// <summary>A clause that can stand after the member's name.</summary>
    public static string Clause(this Expectation expectation) => expectation switch
    {
        Expectation.Json => "a JSON text was expected",
        Expectation.JsonObject => "an object { ... } was expected",
        Expectation.ObjectList => "a list of objects was expected",
        Expectation.Text => "a text was expected",
        Expectation.TextList => "a list of texts was expected",
        Expectation.MemorySize => "a whole number of MiB from 0 to 4294967295 was expected",
        Expectation.TrueOrFalse => "true or false was expected",
        Expectation.NoSuchMember => "no such member is known",
        Expectation.OnlyOnce => "this member was expected once only",
        Expectation.WholeCharacters => "whole characters were expected, and half of a surrogate pair stands there",
        Expectation.OwnerKind => "\"company\" or \"individual\" was expected",
        Expectation.AdapterAddress => "an adapter's address of 12 hexadecimal digits was expected",
        Expectation.PhoneLicenseFormat => $"\"{PhoneLicenseFile.Format}\" was expected",
        Expectation.PendingRequestFormat => $"\"{PendingRequest.Format}\" was expected",
        Expectation.KitNumber => "a kit number of 9 or 10 digits was expected",
        Expectation.RequestGroups => "four rows of four groups from 000 to 996 were expected",
        Expectation.RequestChecks => "groups of a request whose checks hold were expected",
        Expectation.RequestCheckSum => "the check sum of the request's groups was expected, three digits",
        Expectation.Operation => "\"initial\", \"restore\" or \"restoreWithSpare\" was expected, the same as in the request's first group",
        Expectation.AnswerGroups => "nine lines of five groups from 000 to 996 were expected",
        Expectation.TypedLines => "nine lines were expected, each of five groups from 000 to 996 or empty",
        Expectation.Time => "a time such as 2026-11-24T09:00:00Z was expected",
        Expectation.KeyId => "a key's name that no other key of the list has was expected",
        Expectation.PhoneKey => "a public key on P-224 was expected, SubjectPublicKeyInfo in DER and base64",
        Expectation.PublicKey => "a public key was expected, SubjectPublicKeyInfo in DER and base64",
        Expectation.KeyState => "\"active\", \"retired\" or \"revoked\" was expected",
        Expectation.FileSize => "at most 64 KiB were expected",
        Expectation.SomeContent => "the file is empty",
        Expectation.Utf8 => "UTF-8 text was expected",
        Expectation.LicenseRequestFormat => $"\"{LicenseRequestFile.Format}\" was expected",
        Expectation.LicenseDetailsFormat => $"\"{LicenseDetails.Format}\" was expected",
        Expectation.OperationName => "\"initial\", \"restore\" or \"restoreWithSpare\" was expected",
        Expectation.PinDigits => "a PIN code of 15 digits was expected",
        Expectation.NotWithThisOperation => "nothing was expected with this operation",
        Expectation.SaidUnchanged => "true was expected with \"restore\": that no key parameter has changed",
        Expectation.SparePinAsked => "false or nothing was expected with \"restoreWithSpare\"",
        Expectation.ServerAddress => "a host name or an IP address was expected",
        Expectation.ServerPort => "a port from 1 to 65535 was expected",
        Expectation.EncryptedForm => "a JSON text or an encrypted file was expected, five parts in base64url",
        Expectation.KeyAgreement => "\"ECDH-ES\" was expected",
        Expectation.ContentEncryption => "\"A256GCM\" was expected",
        Expectation.EncryptionKeyId => "the name of one of the Center's encryption keys was expected",
        Expectation.RequestContentType => "\"license-request+json\" was expected",
        Expectation.PointOnP256 => "a public key on P-256 was expected: x and y, 32 bytes each in base64url",
        Expectation.Base64Url => "bytes in base64url were expected",
        Expectation.OpensWithItsKey => "the encrypted content does not open: it was changed, or encrypted for another key",
        Expectation.SignedForm => "a signed file was expected, three parts in base64url",
        Expectation.SignatureAlgorithm => "\"ES256\" was expected",
        Expectation.LicenseTokenType => "\"license+jwt\" was expected",
        Expectation.SignatureKeyId => "the name of the key that signed was expected",
        Expectation.LicenseId => "the id of a license was expected, at most 64 characters",
        Expectation.RequestId => "32 hexadecimal digits in lower case were expected",
        Expectation.LicenseTypeName => "\"singleUser\", \"multiUser\" or \"server\" was expected",
        Expectation.Seats => "a whole number of seats from 1 was expected, and nothing for a server license",
        Expectation.MethodName => "\"automatic\", \"file\" or \"phone\" was expected",
        Expectation.OwnerDigest => "a whole number from 0 to 994008 was expected",
        Expectation.ProductName => "the name of a product was expected",
        Expectation.KeyUse => "\"sig\" or \"enc\" was expected",
    };
}
