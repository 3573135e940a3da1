using System.Text.Json.Nodes;
using Licensing.Computers;
using Licensing.Owners;

namespace Licensing.Files;

/// <summary>What makes two request files the same request: every value as it counts, and nothing that is empty. Formats, section 1.</summary>
/// <remarks>A member that is missing reads as empty, so an empty one is left out, be it a text, a list, no memory or no virtual machine.</remarks>
internal static class CanonicalRequest
{
    internal static string Of(LicenseRequestFile request)
    {
        var members = new JsonObject();
        Put(members, "operation", request.Operation.Name());
        Put(members, "kit", request.Kit.Digits);
        Put(members, "pin", request.Pin.Digits);
        Put(members, "currentPin", request.CurrentPin?.Digits ?? "");
        if (request.Unchanged is { } unchanged)
        {
            // Said or not said are two requests: "false" takes the spare PIN where silence would be asked again.
            members["unchanged"] = unchanged;
        }

        members["owner"] = Owner(request.Owner.Cleaned());
        if (Computer(CanonicalComputer.From(request.Computer), request.Computer.Virtual) is { Count: > 0 } computer)
        {
            members["computer"] = computer;
        }

        if (request.InstallOn is { } target)
        {
            members["installOn"] = new JsonObject { ["server"] = CanonicalText.Clean(target.Server), ["port"] = target.Port };
        }

        return CanonicalJson.Of(members);
    }

    private static JsonObject Owner(OwnerDetails owner)
    {
        var members = new JsonObject { ["kind"] = owner.Kind == OwnerKind.Company ? "company" : "individual" };
        foreach (var (member, value) in OwnerFile.Texts(owner))
        {
            Put(members, member, value);
        }

        return members;
    }

    private static JsonObject Computer(CanonicalComputer computer, bool machine)
    {
        var members = new JsonObject();
        Put(members, "osName", computer.OsName);
        Put(members, "osVersion", computer.OsVersion);
        Put(members, "osSerial", computer.OsSerial);
        Put(members, "osInstallDate", computer.OsInstallDate);
        Put(members, "host", computer.Host);
        Put(members, "motherboard", computer.Motherboard);
        Put(members, "bios", computer.Bios);
        Put(members, "cpus", computer.Cpus);
        Put(members, "nics", computer.Nics);
        Put(members, "disks", computer.Disks);
        if (computer.RamMib > 0)
        {
            members["ramMib"] = computer.RamMib;
        }

        if (machine)
        {
            members["virtual"] = true;
        }

        return members;
    }

    private static void Put(JsonObject members, string member, string value)
    {
        if (value.Length > 0)
        {
            members[member] = value;
        }
    }

    private static void Put(JsonObject members, string member, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            members[member] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
    }
}
