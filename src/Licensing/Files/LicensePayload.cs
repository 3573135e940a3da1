using Licensing.Acquisitions;
using Licensing.Kits;

namespace Licensing.Files;

/// <summary>License details as the JSON that is signed. Formats, section 2.</summary>
internal static class LicensePayload
{
    private const int LongestId = 64;
    private const int RequestIdLength = 32;
    private const int HighestDigest = (Dictation.Groups.Modulus * Dictation.Groups.Modulus) - 1;

    internal static byte[] Write(LicenseDetails details) => JsonText.Compact(writer =>
    {
        writer.WriteString("format", LicenseDetails.Format);
        writer.WriteString("license", details.License);
        writer.WriteString("requestId", details.RequestId);
        writer.WriteString("kit", details.Kit.Digits);
        writer.WriteString("product", details.Product);
        writer.WriteString("type", details.Type.Name());
        if (details.Seats is { } seats)
        {
            writer.WriteNumber("seats", seats);
        }
        else
        {
            writer.WriteNull("seats");
        }

        writer.WriteString("operation", details.Operation.Name());
        writer.WriteString("method", details.Method.Name());
        writer.WriteNumber("ownerDigest", details.OwnerDigest);
        writer.WriteObject("computer", w => ComputerFile.WriteMembers(w, ComputerFile.Canonical(details.Computer)));
        InstallationTarget.Write(writer, "installOn", details.InstallOn);
        writer.WriteTime("issuedAt", details.IssuedAt);
    });

    internal static LicenseDetails Read(string json) => StrictObject.Read(
        json,
        [
            "format", "license", "requestId", "kit", "product", "type", "seats", "operation", "method", "ownerDigest", "computer", "installOn", "issuedAt",
        ],
        Read);

    private static LicenseDetails Read(StrictObject file)
    {
        if (file.Text("format") != LicenseDetails.Format)
        {
            throw file.Fault("format", Expectation.LicenseDetailsFormat);
        }

        var type = LicenseNames.Find<LicenseType>(file.Text("type"), LicenseNames.Name) ?? throw file.Fault("type", Expectation.LicenseTypeName);
        return new LicenseDetails
        {
            License = file.Text("license") is { Length: > 0 and <= LongestId } id ? id : throw file.Fault("license", Expectation.LicenseId),
            RequestId = file.Text("requestId") is { Length: RequestIdLength } request && request.All(char.IsAsciiHexDigitLower)
                ? request
                : throw file.Fault("requestId", Expectation.RequestId),
            Kit = file.Kit("kit"),
            Product = file.Text("product") is { Length: > 0 } product ? product : throw file.Fault("product", Expectation.ProductName),
            Type = type,
            Seats = file.Whole("seats", 1, int.MaxValue, Expectation.Seats) is var seats && seats is null == (type == LicenseType.Server)
                ? seats
                : throw file.Fault("seats", Expectation.Seats),
            Operation = Operations.TryParse(file.Text("operation"), out var operation) ? operation : throw file.Fault("operation", Expectation.OperationName),
            Method = LicenseNames.Find<Method>(file.Text("method"), LicenseNames.Name) ?? throw file.Fault("method", Expectation.MethodName),
            OwnerDigest = file.Whole("ownerDigest", 0, HighestDigest, Expectation.OwnerDigest) ?? throw file.Fault("ownerDigest", Expectation.OwnerDigest),
            Computer = ComputerFile.Read(file.Below("computer", ComputerFile.Members)),
            InstallOn = InstallationTarget.Read(file, "installOn"),
            IssuedAt = file.Time("issuedAt"),
        };
    }
}
