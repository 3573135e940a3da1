using Data.Staff;
using Microsoft.AspNetCore.Authorization;

namespace OperatorConsole.Shell;

/// <summary>Who may do what: each policy is a list of roles, none of which includes another.</summary>
public static class Access
{
    /// <summary>Take calls, see the log of calls.</summary>
    public const string Calls = "calls";

    /// <summary>Work on the queue of mail and files.</summary>
    public const string Requests = "requests";

    /// <summary>Give requests to people of the desk, whoever has them.</summary>
    public const string Assign = "assign";

    /// <summary>Change the texts that letters are put together from.</summary>
    public const string Texts = "texts";

    /// <summary>Look up kits and their history.</summary>
    public const string Kits = "kits";

    /// <summary>See PIN codes in the clear, print letters.</summary>
    public const string PinCodes = "pin-codes";

    /// <summary>Decide cases, read the journal.</summary>
    public const string Evidence = "evidence";

    /// <summary>Kits, people, keys, jobs.</summary>
    public const string Administration = "administration";

    /// <summary>The table: policy, then the roles that have it.</summary>
    public static IReadOnlyDictionary<string, string[]> Table { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Calls] = [Roles.Operator, Roles.Supervisor],
        [Requests] = [Roles.Clerk, Roles.Supervisor],
        [Assign] = [Roles.Supervisor],
        [Texts] = [Roles.Supervisor],
        [Kits] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [PinCodes] = [Roles.Supervisor, Roles.Admin],
        [Evidence] = [Roles.Supervisor],
        [Administration] = [Roles.Admin],
    };

    internal static IServiceCollection AddAccess(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var (policy, roles) in Table)
        {
            authorization.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().RequireRole(roles));
        }

        return services;
    }
}
