using System.Text.Json;
using Licensing.Kits;

namespace Browser.Tests.Running;

/// <summary>A kit with its PIN codes, as they are printed the one time.</summary>
internal sealed record NewKit(KitNumber Number, string Product, IReadOnlyList<NewSet> Sets)
{
    public PinCode Pin(int pin = 1, string type = "singleUser") => Sets.First(s => s.Type == type).Pins[pin - 1];

    public static NewKit From(JsonElement kit) => new(
        KitNumber.TryParse(kit.GetProperty("kit").GetString(), out var number) ? number : throw new FormatException("No kit number."),
        kit.GetProperty("product").GetString()!,
        [.. kit.GetProperty("sets").EnumerateArray().Select(NewSet.From)]);
}

/// <summary>A set of a new kit.</summary>
internal sealed record NewSet(string Type, IReadOnlyList<PinCode> Pins)
{
    public static NewSet From(JsonElement set) => new(
        set.GetProperty("type").GetString()!,
        [.. set.GetProperty("pins").EnumerateArray().Select(p => PinCode.Parse(p.GetString(), out var pin) == PinFault.None ? pin : throw new FormatException("No PIN code."))]);
}
