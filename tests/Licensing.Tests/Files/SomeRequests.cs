using System.Text.Json.Nodes;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Files;

/// <summary>Requests and licenses of the printed example, as files.</summary>
internal static class SomeRequests
{
    internal static LicenseRequestFile Request => new()
    {
        Operation = Operation.Initial,
        Kit = SomeFiles.License.Kit,
        Pin = Pin("746185858112352"),
        Owner = SomeFiles.Owner,
        Computer = SomeFiles.Computer,
        Program = "license-client 1.0",
        Created = SomeFiles.Morning,
    };

    internal static LicenseRequestFile Move => Request with
    {
        Operation = Operation.RestoreWithSpare,
        Pin = Any.PinOf([111, 222, 333, 444]),
        CurrentPin = Pin("746185858112352"),
        Unchanged = false,
        InstallOn = new InstallationTarget("srv-1"),
    };

    internal static LicenseDetails License => new()
    {
        License = "17",
        RequestId = "000102030405060708090a0b0c0d0e0f",
        Kit = SomeFiles.License.Kit,
        Product = "Drafting board «Про»",
        Type = LicenseType.SingleUser,
        Seats = 1,
        Operation = Operation.Initial,
        Method = Method.File,
        OwnerDigest = SomeFiles.Owner.DigestFor(SomeFiles.License.Kit),
        Computer = SomeFiles.Computer,
        IssuedAt = SomeFiles.Morning,
    };

    /// <summary>The plain file with members exchanged, added or (null JSON text) taken out.</summary>
    internal static string Edited(LicenseRequestFile request, params (string Path, string? Json)[] edits)
    {
        var file = JsonNode.Parse(LicenseRequestFile.Write(request))!.AsObject();
        foreach (var (path, json) in edits)
        {
            var steps = path.Split('.');
            var holder = steps[..^1].Aggregate(file, (node, step) => node[step]!.AsObject());
            holder.Remove(steps[^1]);
            if (json is not null)
            {
                holder[steps[^1]] = JsonNode.Parse(json);
            }
        }

        return file.ToJsonString();
    }

    private static PinCode Pin(string digits) => PinCode.Parse(digits, out var pin) == PinFault.None ? pin : throw new FormatException(digits);
}
