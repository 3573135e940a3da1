using System.Collections.Frozen;
using Data.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace OperatorConsole.Features.Staff;

/// <summary>What Identity's length rule leaves: passwords that many people choose, or that hold the person's own name.</summary>
public sealed class PasswordRules(IStringLocalizer<StaffTexts> texts) : IPasswordValidator<StaffMember>
{
    /// <summary>Fewest characters.</summary>
    public const int LeastLength = 15;

    /// <summary>Most characters; beyond them a password only costs time to hash.</summary>
    public const int MostLength = 128;

    // Long enough to pass the length rule, and in every list of guesses. Shorter common ones are caught as parts repeated.
    private static readonly FrozenSet<string> Common = new[]
    {
        "123456789012345", "1234567890123456", "qwertyuiopasdfgh", "qwertyuiopasdfghjkl", "passwordpassword", "administrator123",
        "administratoradministrator", "iloveyouiloveyou", "letmeinletmeinletmein", "correcthorsebatterystaple", "qwertyqwertyqwerty",
        "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgb", "zaq12wsxcde34rfv", "licensingcenter", "licensing center", "thisismypassword",
        "passwordispassword", "changemechangeme", "welcomewelcome1", "йцукенгшщзхъфыв", "парольпарольпароль", "администратор123", "центрлицензирования",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<StaffMember> manager, StaffMember user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        var given = password ?? "";
        IdentityError[] errors =
        [
            .. given.Length > MostLength ? [Error("PasswordTooLong", MostLength)] : Array.Empty<IdentityError>(),
            .. IsCommon(given) ? [Error("PasswordCommon")] : Array.Empty<IdentityError>(),
            .. HoldsName(given, user) ? [Error("PasswordHoldsName")] : Array.Empty<IdentityError>(),
        ];
        return Task.FromResult(errors.Length == 0 ? IdentityResult.Success : IdentityResult.Failed(errors));
    }

    /// <summary>Whether it stands in the list, repeats a short part, or walks along a row of keys or numbers.</summary>
    internal static bool IsCommon(string password) =>
        Common.Contains(password) || Common.Contains(string.Concat(password.Where(char.IsLetterOrDigit))) || RepeatsItself(password) || CountsOn(password);

    private static bool RepeatsItself(string password) =>
        Enumerable.Range(1, Math.Min(8, password.Length / 2)).Any(length =>
            Enumerable.Range(0, password.Length).All(at => password[at] == password[at % length]));

    private static bool CountsOn(string password) =>
        password.Length > 1 && Enumerable.Range(1, password.Length - 1).All(at => Math.Abs(password[at] - password[at - 1]) is 0 or 1 or 9);

    private static bool HoldsName(string password, StaffMember user) =>
        ((string?[])[user.UserName, .. user.DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            .Any(name => name is { Length: >= 4 } && password.Contains(name, StringComparison.OrdinalIgnoreCase));

    private IdentityError Error(string key, params object[] arguments) => new() { Code = key, Description = texts[$"Error.{key}", arguments] };
}

/// <summary>Identity's refusals in our words.</summary>
public sealed class StaffWords(IStringLocalizer<StaffTexts> texts) : IdentityErrorDescriber
{
    /// <inheritdoc />
    public override IdentityError PasswordTooShort(int length) => new() { Code = nameof(PasswordTooShort), Description = texts["Error.PasswordTooShort", length] };

    /// <inheritdoc />
    public override IdentityError DuplicateUserName(string userName) => new() { Code = nameof(DuplicateUserName), Description = texts["Error.NameTaken"] };

    /// <inheritdoc />
    public override IdentityError InvalidUserName(string? userName) => new() { Code = nameof(InvalidUserName), Description = texts["Error.NameUnusable"] };
}
