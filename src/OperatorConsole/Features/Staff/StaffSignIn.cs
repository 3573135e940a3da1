using System.Security.Claims;
using Data.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Staff;

/// <summary>Identity's sign-in, for people who can be disabled and for a demo that asks for no second factor.</summary>
public sealed class StaffSignIn(
    UserManager<StaffMember> people,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<StaffMember> claims,
    IOptions<IdentityOptions> identity,
    ILogger<SignInManager<StaffMember>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffMember> confirmation,
    IPasswordHasher<StaffMember> hasher,
    StaffJournal journal,
    Installation installation)
    : SignInManager<StaffMember>(people, contexts, claims, identity, log, schemes, confirmation)
{
    private static readonly StaffMember Nobody = new();
    private static string? _nobodysHash;

    /// <inheritdoc />
    public override async Task<bool> CanSignInAsync(StaffMember user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.DisabledAt is null && await base.CanSignInAsync(user);
    }

    /// <inheritdoc />
    public override async Task<bool> IsTwoFactorEnabledAsync(StaffMember user) => !installation.Demo && await base.IsTwoFactorEnabledAsync(user);

    /// <inheritdoc />
    public override async Task<StaffMember?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { DisabledAt: null } person ? person : null;

    /// <summary>One try with name and password; a name that does not exist takes as long as one that does.</summary>
    public async Task<SignInResult> TryAsync(string name, string password)
    {
        var person = await UserManager.FindByNameAsync(name);
        var result = person is null ? SignInResult.Failed : await PasswordSignInAsync(person, password, isPersistent: false, lockoutOnFailure: true);
        if (person is null || result.IsLockedOut || result.IsNotAllowed)
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
            _ = hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
        }

        if (!result.Succeeded && !result.RequiresTwoFactor)
        {
            await journal.NoteAsync(person?.UserName, result.IsLockedOut ? "sign-in-locked" : "sign-in-failed");
        }

        return result;
    }

    /// <inheritdoc />
    public override async Task SignInWithClaimsAsync(StaffMember user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        ArgumentNullException.ThrowIfNull(user);
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
        await journal.NoteAsync(user.UserName, "signed-in");
    }
}

/// <summary>Adds the name that colleagues see.</summary>
public sealed class StaffClaims(UserManager<StaffMember> people, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> identity)
    : UserClaimsPrincipalFactory<StaffMember, IdentityRole>(people, roles, identity)
{
    /// <inheritdoc />
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Shell.Claims.DisplayName, user.DisplayName is { Length: > 0 } name ? name : user.UserName ?? ""));
        return identity;
    }
}
