using Data;
using Data.Journal;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A supervisor takes a text module out of use, or into use again. It is a version like any other, so that it can be seen who did it and when.</summary>
public sealed class RetireModule(Center center, JournalWriter journal, CenterClock clock)
{
    /// <summary>Retires it, or brings it back.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="module">The module.</param>
    /// <param name="seen">The version that was seen.</param>
    /// <param name="retired">Whether it is retired from now on.</param>
    public Task<ModuleEnd> RunAsync(Acting acting, string module, int seen, bool retired, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Texts);
        return center.WriteAsync(async db =>
        {
            if ((await TextModules.AllOfAsync(db, module, cancellation)) is not [var newest, ..])
            {
                return ModuleEnd.Gone;
            }

            if (newest.Version != seen)
            {
                return ModuleEnd.Changed;
            }

            if (newest.Retired != retired)
            {
                await SaveModule.AddAsync(db, journal, acting, newest with { Retired = retired }, clock.Now);
            }

            return ModuleEnd.Kept;
        }, cancellation);
    }
}
