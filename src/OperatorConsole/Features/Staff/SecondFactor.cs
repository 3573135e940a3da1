using System.Text.RegularExpressions;
using Data.Staff;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace OperatorConsole.Features.Staff;

/// <summary>One-time codes from an app, and the recovery codes for the day the telephone is lost.</summary>
public sealed partial class SecondFactor(UserManager<StaffMember> people, StaffJournal journal)
{
    private const string Issuer = "Licensing Center";

    /// <summary>The key to be entered in the app, made where there is none.</summary>
    public async Task<string> KeyAsync(StaffMember person)
    {
        if (await people.GetAuthenticatorKeyAsync(person) is { Length: > 0 } key)
        {
            return key;
        }

        await people.ResetAuthenticatorKeyAsync(person);
        return await people.GetAuthenticatorKeyAsync(person) ?? throw new InvalidOperationException("The key that was just made is not kept.");
    }

    /// <summary>The same key as a picture; black on white whatever the theme, because cameras want it so.</summary>
    public static string Picture(StaffMember person, string key)
    {
        ArgumentNullException.ThrowIfNull(person);
        var address = $"otpauth://totp/{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(person.UserName ?? "")}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits=6";
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>Whether the code is the app's present one.</summary>
    public Task<bool> IsRightAsync(StaffMember person, string? code) =>
        people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, Digits(code));

    /// <summary>Turns it on and gives the recovery codes, which are shown this once.</summary>
    public async Task<IReadOnlyList<string>> TurnOnAsync(StaffMember person)
    {
        ArgumentNullException.ThrowIfNull(person);
        await people.SetTwoFactorEnabledAsync(person, true);
        await journal.NoteAsync(person.UserName, "second-factor-on");
        return await NewRecoveryCodesAsync(person);
    }

    /// <summary>Ten new recovery codes; the old ones no longer work.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(StaffMember person) =>
        [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 10) ?? []];

    /// <summary>Turns it off; a later start gets a new key.</summary>
    public async Task TurnOffAsync(StaffMember person)
    {
        ArgumentNullException.ThrowIfNull(person);
        await people.SetTwoFactorEnabledAsync(person, false);
        await journal.NoteAsync(person.UserName, "second-factor-off");
        await people.ResetAuthenticatorKeyAsync(person);
    }

    /// <summary>A code as people type it, without its spaces and dashes.</summary>
    internal static string Digits(string? code) => Separators().Replace(code ?? "", "");

    [GeneratedRegex(@"[\s-]")]
    private static partial Regex Separators();
}
