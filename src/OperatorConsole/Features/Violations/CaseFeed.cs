using Licensing.Violations;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>Something of a case changed.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Kit">Its kit; null for a case without one.</param>
/// <param name="Noticed">How much what was noticed weighs; null when nothing new was.</param>
public sealed record CaseNews(string Reference, string? Kit, Severity? Noticed);

/// <summary>Tells open pages of this node about cases. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class CaseFeed
{
    private readonly Followers<CaseNews> _followers = new();

    /// <summary>Something of a case changed.</summary>
    public event Action<CaseNews>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>Tells it.</summary>
    public void Tell(CaseNews news) => _followers.Tell(news);
}
