using Data;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Uploads;

/// <summary>What became of a file that staff uploaded. The cases below are all there are.</summary>
public abstract record Uploaded
{
    private Uploaded()
    {
    }

    /// <summary>What the file says, and the kit that it concerns.</summary>
    public UploadedFile File { get; init; } = UploadedFile.Nothing;

    /// <summary>A license.</summary>
    /// <param name="Details">What it says.</param>
    /// <param name="Repeated">Whether the same request had its license already.</param>
    /// <param name="Ticket">Opens the license details file for a short while.</param>
    public sealed record Issued(LicenseDetails Details, bool Repeated, string Ticket) : Uploaded;

    /// <summary>No license, and why, as the customer is told.</summary>
    /// <param name="Reasons">The deciding reason first.</param>
    public sealed record Refused(IReadOnlyList<CustomerReason> Reasons) : Uploaded;

    /// <summary>The file is no request, or a member is not what it should be.</summary>
    /// <param name="Member">Path of the member; empty for the file as a whole.</param>
    /// <param name="Fault">What was expected, as the customer is told.</param>
    public sealed record Unreadable(string Member, string Fault) : Uploaded;

    /// <summary>The license would decide the kit's choice for good: nothing is recorded before a person has seen that.</summary>
    /// <param name="Kit">The kit.</param>
    /// <param name="Set">What it would choose.</param>
    /// <param name="Against">What it would choose against.</param>
    public sealed record Decides(KitNumber Kit, LicenseSet Set, IReadOnlyList<LicenseSet> Against) : Uploaded;
}

/// <summary>Answers a request file that reached the Center on a stick or by hand: the file method, with a person of the staff as its source.</summary>
public sealed class AnswerUpload(Center center, AnswerFile answer, AnswerTickets tickets, CustomerWords words)
{
    /// <summary>Answers the file, unless it would decide a choice that nobody has confirmed.</summary>
    /// <param name="acting">Who uploads it.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="confirmed">Whether the person saw which choice it decides.</param>
    public async Task<Uploaded> RunAsync(Acting acting, ReadOnlyMemory<byte> file, bool confirmed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var source = new RequestSource(acting.Id, acting.Name);
        var (outcome, said, answered) = await center.WriteAsync(
            async db =>
            {
                // Weighed before it is answered: beside the file stands the kit as it was.
                var opinion = await answer.WeighAsync(db, file, Method.File, source);
                var said = await UploadedFile.OfAsync(db, answer.Members(file), opinion, words, cancellation);
                return !confirmed && Decides(opinion) is { } decides
                    ? (decides, said, null)
                    : ((Uploaded?)null, said, (FileAnswer?)await answer.RunAsync(db, file, Method.File, source));
            },
            cancellation);
        return (outcome ?? await ShownAsync(answered!, cancellation)) with { File = said };
    }

    private async Task<Uploaded> ShownAsync(FileAnswer answered, CancellationToken cancellation)
    {
        switch (answered)
        {
            case FileAnswer.Refused refused:
                return new Uploaded.Refused(words.Of(refused.Decision));
            case FileAnswer.Unreadable fault:
                return new Uploaded.Unreadable(fault.Member, words.Of(fault.Member, fault.Expectation, fault.Place));
            case FileAnswer.Issued issued:
                var ticket = tickets.Of(issued);
                var (_, details) = await tickets.FileAsync(tickets.Read(ticket), cancellation) ?? throw new InvalidOperationException("The answer that was just stored is not there.");
                return new Uploaded.Issued(details, issued.Repeated, ticket);
            default:
                throw new InvalidOperationException($"No such answer: {answered.GetType().Name}.");
        }
    }

    private static Uploaded.Decides? Decides(FileOpinion opinion) =>
        opinion is FileOpinion.Read { Weighed: { Kit: { } kit, Decision: Granted granted } } && kit.History.DecidedAgainstBy(granted.Set) is { Count: > 0 } against
            ? new Uploaded.Decides(kit.History.Kit.Number, granted.Set, against)
            : null;
}
