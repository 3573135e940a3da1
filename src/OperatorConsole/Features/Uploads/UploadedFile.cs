using Data;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Uploads;

/// <summary>A member of an uploaded file.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Value">Its value, PIN codes masked; empty where something was expected and nothing stands.</param>
/// <param name="Expected">What was expected there; null where nothing is wrong.</param>
public sealed record UploadedMember(string Path, string Value, string? Expected);

/// <summary>The kit that an uploaded file concerns, as it stood before the file was answered.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Product">Its product.</param>
/// <param name="State">Whether it is frozen or closed.</param>
/// <param name="Named">Whether the file names this kit; otherwise its PIN code alone is this kit's.</param>
/// <param name="Standing">Observations that wait and decided violations.</param>
public sealed record UploadedKit(string Number, string Product, KitState State, bool Named, KitStanding Standing);

/// <summary>What an uploaded file says, for whoever has to explain its outcome. Nothing of it is kept.</summary>
/// <param name="Members">Member by member.</param>
public sealed record UploadedFile(IReadOnlyList<UploadedMember> Members)
{
    /// <summary>A file that nobody could look into.</summary>
    public static UploadedFile Nothing { get; } = new([]);

    /// <summary>The key parameters beside those at acquisition; empty where there is no such license.</summary>
    public IReadOnlyList<ParameterView> Parameters { get; private init; } = [];

    /// <summary>The kit; null where the PIN code is no kit's.</summary>
    public UploadedKit? Kit { get; private init; }

    internal static async Task<UploadedFile> OfAsync(
        CenterDb db, IReadOnlyList<RequestMember> members, FileOpinion opinion, CustomerWords words, CancellationToken cancellation)
    {
        if (opinion is FileOpinion.Unreadable fault)
        {
            return new UploadedFile(Marked(members, fault.Member, words.Of(fault.Expectation)));
        }

        var (request, kit) = opinion is FileOpinion.Read read ? (read.Request, read.Weighed.Kit) : throw new InvalidOperationException($"No such opinion: {opinion.GetType().Name}.");
        return new UploadedFile([.. members.Select(m => new UploadedMember(m.Path, m.Value, null))])
        {
            Parameters = kit?.History.LiveOn(request.CurrentPin ?? request.Pin)?.Computer is { } then ? ParameterView.Compared(then, CanonicalComputer.From(request.Computer)) : [],
            Kit = kit is null ? null : new UploadedKit(
                kit.Row.Number, kit.Row.Product, kit.History.State, kit.Row.Number == request.Kit.Digits, await db.StandingOfAsync(kit.Row.Id, cancellation)),
        };
    }

    // The member at fault may be an object or a list, or not be there at all.
    private static IReadOnlyList<UploadedMember> Marked(IReadOnlyList<RequestMember> members, string wrong, string expected)
    {
        var marked = members.Select(m => new UploadedMember(m.Path, m.Value, IsAt(m.Path, wrong) ? expected : null)).ToList();
        return wrong.Length == 0 || marked.Exists(m => m.Expected is not null) ? marked : [new UploadedMember(wrong, "", expected), .. marked];
    }

    private static bool IsAt(string path, string wrong) => wrong.Length > 0 && path.StartsWith(wrong, StringComparison.Ordinal)
        && (path.Length == wrong.Length || path[wrong.Length] is '.' or '[');
}
