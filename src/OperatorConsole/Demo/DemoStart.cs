using System.Security.Cryptography;
using Data.Staff;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using OperatorConsole.Issuing;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Demo;

/// <summary>What the demo has when it starts, and what it tells whoever started it.</summary>
internal static class DemoStart
{
    // Without look-alike letters: it is read off a screen and typed.
    private const string PasswordLetters = "abcdefghkmnpqrstuvwxyz23456789";

    public static IServiceCollection AddDemo(this IServiceCollection services, Installation installation) =>
        installation.Demo ? services.AddSingleton<DemoContent>().AddSingleton<DemoPinRequests>().AddSingleton<DemoMail>().AddSingleton<DemoCases>() : services;

    /// <summary>Fills an empty demo, sets its people's password, and tells where to sign in and with what.</summary>
    public static async Task TellAsync(WebApplication app, TextWriter output, string? password)
    {
        var installation = app.Services.GetRequiredService<Installation>();
        if (!installation.Demo)
        {
            return;
        }

        password ??= RandomNumberGenerator.GetString(PasswordLetters, 10);
        await using var scope = app.Services.CreateAsyncScope();
        await SetPeopleAsync(scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>(), password);
        await scope.ServiceProvider.GetRequiredService<DemoContent>().FillAsync(CancellationToken.None);
        var keys = Path.Combine(installation.Directory, "center-keys.json");
        await File.WriteAllTextAsync(keys, app.Services.GetRequiredService<PublicKeys>().ToJson());

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        await output.WriteLineAsync($"""
            Demo at {address}
            Sign in as operator, clerk, supervisor or admin with the password {password}
            The Center's public keys: {keys}
            More kits, with their PIN codes: dotnet run --project src/OperatorConsole -- kits add --template base --demo
            """);
    }

    private static async Task SetPeopleAsync(UserManager<StaffMember> people, string password)
    {
        foreach (var (name, display) in new[] { (Roles.Operator, "Anna Orlova"), (Roles.Clerk, "Oleg Belov"), (Roles.Supervisor, "Vera Kim"), (Roles.Admin, "Max Stern") })
        {
            var person = await people.FindByNameAsync(name);
            if (person is null)
            {
                person = new StaffMember { UserName = name, DisplayName = display };
                Check(await people.CreateAsync(person));
                Check(await people.AddToRoleAsync(person, name));
            }
            else if (await people.CheckPasswordAsync(person, password))
            {
                // The same password again: whoever is signed in stays so over a restart.
                continue;
            }
            else
            {
                Check(await people.RemovePasswordAsync(person));
            }

            Check(await people.AddPasswordAsync(person, password));
        }

        static void Check(IdentityResult result)
        {
            if (!result.Succeeded)
            {
                throw new InvalidOperationException($"The demo's people could not be made: {result}");
            }
        }
    }
}
