using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Files;

/// <summary>A dictated request that waits for its answer, and the lines of the answer that were typed already. A secret: it holds the PIN.</summary>
/// <remarks>The answer is checked against this, not against the computer as it is then. Dictation codes, section 1.6.</remarks>
public sealed record PendingRequest
{
    /// <summary>The mark of the format.</summary>
    public const string Format = "pending-request/1";

    /// <summary>The kit.</summary>
    public required KitNumber Kit { get; init; }

    /// <summary>What is asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The 16 groups.</summary>
    public required IReadOnlyList<int> Request { get; init; }

    /// <summary>The computer at that moment, in the spelling in which it is compared.</summary>
    public required KeyParameters Computer { get; init; }

    /// <summary>The owner, as it counts.</summary>
    public required OwnerDetails Owner { get; init; }

    /// <summary>When the request was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Nine lines as typed so far, 15 digits each; an empty one is still to come.</summary>
    public IReadOnlyList<string> Typed { get; init; } = NothingTyped;

    /// <summary>The check sum that is read out last.</summary>
    public int CheckSum => Checks.Request([.. Request]);

    /// <summary>Nine empty lines.</summary>
    public static IReadOnlyList<string> NothingTyped { get; } = [.. Enumerable.Repeat("", Groups.AnswerLines)];

    /// <summary>The answer, when all nine lines are typed.</summary>
    public PhoneAnswer? TypedAnswer =>
        DictatedMembers.Legal(string.Concat(Typed), Groups.AnswerLength, out var groups) ? PhoneAnswer.FromGroups(groups) : null;

    /// <summary>The license that an answer to this request makes.</summary>
    /// <param name="answer">The answer.</param>
    public PhoneLicense AnsweredBy(PhoneAnswer answer) => new(Kit, Request, answer, Computer, Owner);

    /// <summary>Makes the request that is dictated.</summary>
    /// <param name="operation">What is asked for.</param>
    /// <param name="kit">The kit.</param>
    /// <param name="pin">The PIN to be used.</param>
    /// <param name="currentPin">The PIN that carries the license; the same as <paramref name="pin"/> but for a spare.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="computer">The computer.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="FormatException">An adapter's address has not 12 hex digits, or a text half of a surrogate pair.</exception>
    public static PendingRequest For(
        Operation operation, KitNumber kit, PinCode pin, PinCode currentPin, OwnerDetails owner, KeyParameters computer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var sketch = Sketch.Of(CanonicalComputer.From(computer), kit);
        return new PendingRequest
        {
            Kit = kit,
            Operation = operation,
            Request = RequestCode.For(operation, kit, pin, currentPin, owner.DigestFor(kit), sketch).ToGroups(),
            Computer = ComputerFile.Canonical(computer),
            Owner = owner.Cleaned(),
            MadeAt = now,
        };
    }

    /// <summary>Reads a pending request.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FileFormatException">A member is unknown or not what it should be.</exception>
    public static PendingRequest Read(string json) => StrictObject.Read(
        json, ["format", "kit", "operation", "request", "checkSum", "computer", "owner", "madeAt", "typed"], Read);

    /// <summary>Writes a pending request.</summary>
    /// <param name="pending">The request.</param>
    public static string Write(PendingRequest pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        return JsonText.Write(writer =>
        {
            writer.WriteString("format", Format);
            writer.WriteString("kit", pending.Kit.Digits);
            writer.WriteString("operation", pending.Operation.Name());
            writer.WriteRequest("request", pending.Request);
            writer.WriteString("checkSum", Groups.Format(pending.CheckSum));
            writer.WriteTime("madeAt", pending.MadeAt);
            writer.WriteTexts("typed", pending.Typed);
            writer.WriteObject("computer", w => ComputerFile.WriteMembers(w, pending.Computer));
            writer.WriteObject("owner", w => OwnerFile.WriteMembers(w, pending.Owner));
        });
    }

    private static PendingRequest Read(StrictObject file)
    {
        if (file.Text("format") != Format)
        {
            throw file.Fault("format", Expectation.PendingRequestFormat);
        }

        var groups = file.Request("request");
        if (file.Text("checkSum") != Groups.Format(Checks.Request(groups)))
        {
            throw file.Fault("checkSum", Expectation.RequestCheckSum);
        }

        if (!Operations.TryParse(file.Text("operation"), out var operation) || (groups[0] / 10 % 10) - 1 != (int)operation)
        {
            throw file.Fault("operation", Expectation.Operation);
        }

        return new PendingRequest
        {
            Kit = file.Kit("kit"),
            Operation = operation,
            Request = groups,
            Computer = ComputerFile.Read(file.Below("computer", ComputerFile.Members)),
            Owner = OwnerFile.Read(file.Below("owner", OwnerFile.Members)),
            MadeAt = file.Time("madeAt"),
            Typed = Lines(file),
        };
    }

    private static IReadOnlyList<string> Lines(StrictObject file)
    {
        var lines = file.Texts("typed");
        var possible = lines.Count == Groups.AnswerLines
            && lines.All(line => line.Length == 0 || DictatedMembers.Legal(line, Groups.LineLength, out _));
        return lines.Count == 0 ? NothingTyped : possible ? lines : throw file.Fault("typed", Expectation.TypedLines);
    }
}
