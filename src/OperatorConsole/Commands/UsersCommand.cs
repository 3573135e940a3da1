using System.CommandLine;
using Data.Staff;
using OperatorConsole.Features.Staff;
using OperatorConsole.Shell;

namespace OperatorConsole.Commands;

/// <summary><c>users add</c>.</summary>
internal static class UsersCommand
{
    internal static Command Make(Place place)
    {
        var name = new Argument<string>("NAME") { Description = "Sign-in name." };
        var roles = new Option<string[]>("--role") { Description = $"One of {string.Join(", ", Roles.All)}; can be given several times.", Required = true };
        var display = new Option<string?>("--display-name") { Description = "The name that colleagues see (default: NAME)." };
        var add = new Command("add", "Add a person; prints a one-time link that sets the password.") { name, roles, display };
        add.SetAction(async (parsed, cancellation) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            if (parsed.GetValue(roles)!.FirstOrDefault(r => !Roles.All.Contains(r)) is { } unknown)
            {
                await errors.WriteLineAsync($"--role: '{unknown}' is none of {string.Join(", ", Roles.All)}.");
                return CommandLine.WrongUsage;
            }

            return await place.OnAsync(parsed, async (services, token) =>
            {
                var added = await services.GetRequiredService<AddPerson>().RunAsync(
                    Acting.System, parsed.GetValue(name)!, parsed.GetValue(display) ?? parsed.GetValue(name)!, parsed.GetValue(roles)!, token);
                if (added.Fault is { } fault)
                {
                    await errors.WriteLineAsync($"NAME: {fault}");
                    return CommandLine.Refused;
                }

                var address = services.GetRequiredService<IConfiguration>()["Urls"]?.Split(';')[0];
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{address}{added.Link}");
                return CommandLine.Done;
            }, cancellation);
        });
        return new Command("users", "The people of the Center.") { add };
    }
}
