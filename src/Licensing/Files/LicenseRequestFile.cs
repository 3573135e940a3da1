using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Files;

/// <summary>A request for a license as a file: what the customer's program writes, and what the Center answers. Formats, section 1.</summary>
/// <remarks>
/// It holds PIN codes. Kit and PIN are asked for their shape alone: whether their check digits hold is told together with
/// whether they exist, in one answer (rule R1).
/// </remarks>
public sealed record LicenseRequestFile
{
    /// <summary>The mark of the format.</summary>
    public const string Format = "license-request/1";

    /// <summary>A file of this product is small; something larger is something else.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>What is asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The kit; its check digit may not hold.</summary>
    public required KitNumber Kit { get; init; }

    /// <summary>The PIN to be used, with <see cref="Operation.RestoreWithSpare"/> the spare one; its checks may not hold.</summary>
    public required PinCode Pin { get; init; }

    /// <summary>With <see cref="Operation.RestoreWithSpare"/>, the PIN that carries the license.</summary>
    public PinCode? CurrentPin { get; init; }

    /// <summary>With <see cref="Operation.Restore"/> always true. With <see cref="Operation.RestoreWithSpare"/>, false says: take the spare PIN even if the same would do.</summary>
    public bool? Unchanged { get; init; }

    /// <summary>The owner, as it was typed.</summary>
    public required OwnerDetails Owner { get; init; }

    /// <summary>The computer, as it was read.</summary>
    public required KeyParameters Computer { get; init; }

    /// <summary>The server that the license is for; null: this computer.</summary>
    public InstallationTarget? InstallOn { get; init; }

    /// <summary>What wrote the file.</summary>
    public string Program { get; init; } = "";

    /// <summary>When, if that can be read.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Reads a plain request.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FileFormatException">A member is unknown or not what it should be.</exception>
    public static LicenseRequestFile Read(string json) => StrictObject.Read(
        json,
        ["format", "operation", "kit", "pin", "currentPin", "unchanged", "owner", "computer", "installOn", "program", "created"],
        Read);

    /// <summary>Writes a plain request.</summary>
    /// <param name="request">The request.</param>
    public static string Write(LicenseRequestFile request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return JsonText.Write(writer =>
        {
            writer.WriteString("format", Format);
            writer.WriteString("operation", request.Operation.Name());
            writer.WriteString("kit", request.Kit.Digits);
            writer.WriteString("pin", request.Pin.Digits);
            if (request.CurrentPin is { } current)
            {
                writer.WriteString("currentPin", current.Digits);
            }

            if (request.Unchanged is { } unchanged)
            {
                writer.WriteBoolean("unchanged", unchanged);
            }

            writer.WriteObject("owner", w => OwnerFile.WriteMembers(w, request.Owner));
            writer.WriteObject("computer", w => ComputerFile.WriteMembers(w, request.Computer));
            InstallationTarget.Write(writer, "installOn", request.InstallOn);
            writer.WriteString("program", request.Program);
            if (request.Created is { } created)
            {
                writer.WriteTime("created", created);
            }
        });
    }

    /// <summary>The form that two files share when they are the same request. A secret: it holds the PIN.</summary>
    public string ToCanonical() => CanonicalRequest.Of(this);

    private static LicenseRequestFile Read(StrictObject file)
    {
        if (file.Text("format") != Format)
        {
            throw file.Fault("format", Expectation.LicenseRequestFormat);
        }

        var operation = Operations.TryParse(file.Text("operation"), out var known) ? known : throw file.Fault("operation", Expectation.OperationName);
        return new LicenseRequestFile
        {
            Operation = operation,
            Kit = KitNumber.Stored(Digits(file, "kit", [9, 10], Expectation.KitNumber)),
            Pin = PinOf(file, "pin"),
            CurrentPin = CurrentPinOf(file, operation),
            Unchanged = UnchangedOf(file, operation),
            Owner = OwnerFile.Read(file.Below("owner", OwnerFile.Members)),
            Computer = ComputerFile.Read(file.Below("computer", ComputerFile.Members)),
            InstallOn = InstallationTarget.Read(file, "installOn"),
            Program = file.Text("program"),
            Created = file.TimeIfAny("created"),
        };
    }

    private static PinCode? CurrentPinOf(StrictObject file, Operation operation) =>
        operation == Operation.RestoreWithSpare ? PinOf(file, "currentPin")
        : file.Text("currentPin").Length == 0 ? null
        : throw file.Fault("currentPin", Expectation.NotWithThisOperation);

    private static bool? UnchangedOf(StrictObject file, Operation operation) => (operation, file.Statement("unchanged")) switch
    {
        (Operation.Initial, null) => null,
        (Operation.Initial, _) => throw file.Fault("unchanged", Expectation.NotWithThisOperation),
        (Operation.Restore, true) => true,
        (Operation.Restore, _) => throw file.Fault("unchanged", Expectation.SaidUnchanged),
        (Operation.RestoreWithSpare, true) => throw file.Fault("unchanged", Expectation.SparePinAsked),
        (Operation.RestoreWithSpare, var said) => said,
    };

    private static PinCode PinOf(StrictObject file, string member)
    {
        Groups.TryParse(Digits(file, member, [15], Expectation.PinDigits), out var groups);
        return PinCode.FromDictation(groups);
    }

    // People write numbers in groups; what counts are the digits.
    private static string Digits(StrictObject file, string member, int[] lengths, Expectation expectation)
    {
        var digits = string.Concat(file.Text(member).Where(c => !char.IsWhiteSpace(c) && c != '-'));
        return lengths.Contains(digits.Length) && digits.All(char.IsAsciiDigit) ? digits : throw file.Fault(member, expectation);
    }
}
