using Data.Staff;
using Microsoft.AspNetCore.Identity;

namespace OperatorConsole.Features.Staff;

/// <summary>A fresh installation has nobody to invite anybody: it offers one link, to whoever reads its output.</summary>
public sealed class FirstAdministrator(UserManager<StaffMember> people, InvitationTokens tokens)
{
    /// <summary>The path of a link that makes the first administrator, or null where there is one.</summary>
    public async Task<string?> InviteAsync(CancellationToken cancellation) =>
        (await people.GetUsersInRoleAsync(Roles.Admin)).Count > 0
            ? null
            : "/welcome?token=" + await tokens.IssueAsync(userId: null, cancellation);
}
