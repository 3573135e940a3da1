using Data;
using Data.Staff;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Staff;

/// <summary>The doors of this feature: who works here, and how they prove it.</summary>
internal static class StaffWiring
{
    /// <param name="services">The container.</param>
    /// <param name="installation">What this installation is.</param>
    /// <param name="invitationLookup">Makes the keyed look-up under which an invitation's token is kept.</param>
    public static IServiceCollection AddStaff(
        this IServiceCollection services, Installation installation, Func<IServiceProvider, Func<string, byte[]>> invitationLookup)
    {
        services.AddIdentityCore<StaffMember>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                identity.Lockout.AllowedForNewUsers = true;
                // Length is what resists guessing; rules of composition only make people write passwords down.
                identity.Password.RequiredLength = installation.Demo ? 1 : PasswordRules.LeastLength;
                identity.Password.RequiredUniqueChars = 1;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<CenterDb>()
            .AddSignInManager<StaffSignIn>()
            .AddClaimsPrincipalFactory<StaffClaims>()
            .AddErrorDescriber<StaffWords>()
            .AddDefaultTokenProviders();
        if (!installation.Demo)
        {
            services.AddScoped<IPasswordValidator<StaffMember>, PasswordRules>();
        }

        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSessions(installation);
        services.AddCascadingAuthenticationState();
        services.AddScoped<CircuitActivity>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitActivity>());
        services.AddSingleton<LastActs>();
        services.AddScoped<AuthenticationStateProvider, LiveSignIn>();
        services.AddSingleton(provider => new InvitationTokens(
            provider.GetRequiredService<Center>(), invitationLookup(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StaffJournal>();
        services.AddScoped<AddPerson>();
        services.AddScoped<AcceptInvitation>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<SecondFactor>();
        return services;
    }

    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (StaffSignIn signIn, UserManager<StaffMember> people, StaffJournal journal, HttpContext context) =>
        {
            // A new stamp ends every window of this person, not only the one that asked.
            if (await people.GetUserAsync(context.User) is { } person)
            {
                await people.UpdateSecurityStampAsync(person);
                await journal.NoteAsync(person.UserName, "signed-out");
            }

            await signIn.SignOutAsync();
            return Results.LocalRedirect("/sign-in?after=sign-out");
        }).AllowAnonymous();

        routes.MapGet("/session", (LastActs acts, HttpContext context) =>
        {
            acts.Mark(context.User);
            return Results.NoContent();
        });
    }

    /// <summary>Makes the four roles where they are missing.</summary>
    public static async Task PrepareStaffAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                var made = await roles.CreateAsync(new IdentityRole(role));
                if (!made.Succeeded)
                {
                    throw new InvalidOperationException($"The role {role} could not be made: {made}");
                }
            }
        }
    }
}
