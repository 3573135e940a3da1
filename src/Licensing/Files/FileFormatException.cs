namespace Licensing.Files;

/// <summary>A file is not what it should be: which member is at fault, and what was expected of it.</summary>
public sealed class FileFormatException : FormatException
{
    /// <summary>A fault of one member.</summary>
    /// <param name="member">Its path, such as <c>computer.nics[1]</c>; empty for the file as a whole.</param>
    /// <param name="expectation">What was expected.</param>
    /// <param name="inner">What the parser said, if it did.</param>
    public FileFormatException(string member, Expectation expectation, Exception? inner = null)
        : base(member.Length == 0 ? expectation.Clause() : $"'{member}': {expectation.Clause()}", inner)
    {
        Member = member;
        Expectation = expectation;
    }

    /// <summary>Path of the member at fault; empty for the file as a whole.</summary>
    public string Member { get; }

    /// <summary>What was expected, for a program that words it in its own language.</summary>
    public Expectation Expectation { get; }

    /// <summary>What was expected, in English.</summary>
    public string Expected => Expectation.Clause();
}

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
    };
}
