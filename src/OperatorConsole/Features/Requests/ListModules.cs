using Data;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Lists the text modules to whoever keeps them: all that are offered, those that were retired, and what each said before.</summary>
public sealed class ListModules(Center center)
{
    /// <summary>The newest version of each.</summary>
    public Task<IReadOnlyList<TextModule>> RunAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Texts);
        return center.ReadAsync(db => TextModules.NowAsync(db, cancellation), cancellation);
    }

    /// <summary>Every version of one, newest first; none where there is no such module.</summary>
    public Task<IReadOnlyList<TextModule>> VersionsAsync(Acting acting, string module, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Texts);
        return center.ReadAsync(db => TextModules.AllOfAsync(db, module, cancellation), cancellation);
    }
}
