using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OperatorConsole.Features.Staff;

/// <summary>What a fresh installation says on its standard output, and never in a log.</summary>
internal static class FirstStart
{
    /// <summary>Writes the one-time link of the first administrator, where there is none.</summary>
    public static async Task TellAsync(WebApplication app, TextWriter output)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().InviteAsync(CancellationToken.None) is not { } path)
        {
            return;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        await output.WriteLineAsync($"First administrator, within {InvitationTokens.Lifetime.TotalMinutes:0} minutes: {address}{path}");
    }
}
