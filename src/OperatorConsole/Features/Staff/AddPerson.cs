using Data;
using Data.Journal;
using Data.Staff;
using Microsoft.AspNetCore.Identity;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Staff;

/// <summary>Adds a person with roles, and the one-time link with which that person sets a password.</summary>
public sealed class AddPerson(UserManager<StaffMember> people, InvitationTokens tokens, Center center, JournalWriter journal)
{
    /// <summary>Adds the person.</summary>
    /// <returns>The path of the link, or what is wrong with the name.</returns>
    public async Task<(string? Link, string? Fault)> RunAsync(
        Acting acting, string name, string displayName, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        var person = new StaffMember { UserName = name, DisplayName = displayName };
        var made = await people.CreateAsync(person);
        if (made.Succeeded)
        {
            made = await people.AddToRolesAsync(person, roles);
        }

        if (!made.Succeeded)
        {
            return (null, string.Join(" ", made.Errors.Select(e => e.Description)));
        }

        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "person-added", name, new { roles }), cancellation);
        return ("/welcome?token=" + await tokens.IssueAsync(person.Id, cancellation), null);
    }
}
