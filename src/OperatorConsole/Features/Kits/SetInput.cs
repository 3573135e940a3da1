using Licensing.Kits;

namespace OperatorConsole.Features.Kits;

/// <summary>One set as it is typed.</summary>
internal sealed class SetInput
{
    public LicenseType Type { get; set; }
    public int? Seats { get; set; } = 1;
    public int Licenses { get; set; } = 1;
    public int Pins { get; set; } = DeliveryTemplates.PinsPerLicense;
    public string Choice { get; set; } = "";

    internal static SetInput Of(SetPlan plan) => new()
    {
        Type = plan.Type,
        Seats = plan.Seats,
        Licenses = plan.Licenses,
        Pins = plan.Pins,
        Choice = plan.Choice?.ToString() ?? "",
    };

    /// <summary>The set; null when it cannot be one.</summary>
    internal SetPlan? ToPlan()
    {
        var choice = Choice.Trim().ToUpperInvariant();
        var seats = Type == LicenseType.Server ? null : Seats;
        var licenses = Type == LicenseType.SingleUser ? Licenses : 1;
        return (choice.Length > 0 && !(choice is [var letter] && char.IsAsciiLetterUpper(letter)))
            || (Type != LicenseType.Server && seats is null or < 1) || licenses < 1 || Pins < licenses
            ? null
            : new SetPlan(Type, seats, licenses, Pins, choice.Length > 0 ? choice[0] : null);
    }
}
