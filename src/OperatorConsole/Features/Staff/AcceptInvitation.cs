using Data.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace OperatorConsole.Features.Staff;

/// <summary>A person follows a one-time link and sets a password; the first of all becomes an administrator.</summary>
public sealed class AcceptInvitation(InvitationTokens tokens, UserManager<StaffMember> people, StaffJournal journal, IStringLocalizer<StaffTexts> texts)
{
    /// <summary>Whom a token invites: a person, a new administrator (null person), or nobody any more.</summary>
    public async Task<(bool Valid, StaffMember? Person)> LookAsync(string? token, CancellationToken cancellation)
    {
        if (await tokens.FindAsync(token, cancellation) is not { } invitation)
        {
            return (false, null);
        }

        if (invitation.UserId is null)
        {
            return ((await people.GetUsersInRoleAsync(Roles.Admin)).Count == 0, null);
        }

        var person = await people.FindByIdAsync(invitation.UserId);
        return (person is { DisabledAt: null }, person);
    }

    /// <summary>Sets the password; what is wrong with it is told before the link is used up.</summary>
    public async Task<(StaffMember? Person, IReadOnlyList<string> Faults)> RunAsync(
        string? token, string? name, string? displayName, string password, CancellationToken cancellation)
    {
        var (valid, invited) = await LookAsync(token, cancellation);
        var invitation = await tokens.FindAsync(token, cancellation);
        if (!valid || invitation is null)
        {
            return (null, [texts["Welcome.LinkGone"]]);
        }

        var person = invited ?? new StaffMember { UserName = name?.Trim(), DisplayName = displayName?.Trim() ?? "" };
        var faults = await FaultsOfAsync(person, isNew: invited is null, password);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        if (!await tokens.UseAsync(invitation, cancellation))
        {
            return (null, [texts["Welcome.LinkGone"]]);
        }

        var done = invited is null ? await MakeAsync(person, password) : await ReplaceAsync(person, password);
        if (done.Succeeded)
        {
            await journal.NoteAsync(person.UserName, invited is null ? "first-administrator" : "password-set");
        }

        return done.Succeeded ? (person, []) : (null, [.. done.Errors.Select(error => error.Description)]);
    }

    private async Task<IReadOnlyList<string>> FaultsOfAsync(StaffMember person, bool isNew, string password)
    {
        List<IdentityError> errors = [];
        foreach (var validator in isNew ? people.UserValidators : [])
        {
            errors.AddRange((await validator.ValidateAsync(people, person)).Errors);
        }

        foreach (var validator in people.PasswordValidators)
        {
            errors.AddRange((await validator.ValidateAsync(people, person, password)).Errors);
        }

        return [.. errors.Select(error => error.Description).Distinct(StringComparer.Ordinal)];
    }

    private async Task<IdentityResult> MakeAsync(StaffMember person, string password)
    {
        var made = await people.CreateAsync(person, password);
        return made.Succeeded ? await people.AddToRoleAsync(person, Roles.Admin) : made;
    }

    private async Task<IdentityResult> ReplaceAsync(StaffMember person, string password)
    {
        if (await people.HasPasswordAsync(person) && await people.RemovePasswordAsync(person) is { Succeeded: false } kept)
        {
            return kept;
        }

        var added = await people.AddPasswordAsync(person, password);
        return added.Succeeded ? await people.SetLockoutEndDateAsync(person, null) : added;
    }
}
