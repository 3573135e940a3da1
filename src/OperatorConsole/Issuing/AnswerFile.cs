using Data;
using Licensing.Acquisitions;
using Licensing.Files;
using OperatorConsole.Issuing.Keys;

namespace OperatorConsole.Issuing;

/// <summary>What becomes of a request file. The cases below are all there are.</summary>
public abstract record FileAnswer
{
    private FileAnswer()
    {
    }

    /// <summary>A license, whether it was given now or before.</summary>
    /// <param name="File">The bytes of the license details file; for the same request always the same.</param>
    /// <param name="LicenseId">The license's id.</param>
    /// <param name="AnswerId">Number of the stored answer.</param>
    /// <param name="Weighed">What was decided, and about which kit.</param>
    public sealed record Issued(byte[] File, string LicenseId, long AnswerId, Weighed Weighed) : FileAnswer
    {
        /// <summary>Whether the same request had its license already.</summary>
        public bool Repeated => Weighed.Decision is Repeated;
    }

    /// <summary>No license. <see cref="CustomerWords"/> has the texts for the customer.</summary>
    /// <param name="Decision">Why.</param>
    /// <param name="Weighed">What was decided, and about which kit.</param>
    public sealed record Refused(Licensing.Acquisitions.Refused Decision, Weighed Weighed) : FileAnswer;

    /// <summary>The file is no request, or one of its members is not what it should be.</summary>
    /// <param name="Member">Path of the member; empty for the file as a whole.</param>
    /// <param name="Expectation">What was expected.</param>
    /// <param name="Place">Where the text breaks; null where a member is at fault.</param>
    public sealed record Unreadable(string Member, Expectation Expectation, TextPlace? Place = null) : FileAnswer;
}

/// <summary>What the rules say of a request file before anything is recorded. The cases below are all there are.</summary>
public abstract record FileOpinion
{
    private FileOpinion()
    {
    }

    /// <summary>The file can be read; <see cref="Weighed"/> holds the decision.</summary>
    /// <param name="Request">What it says.</param>
    /// <param name="Weighed">The decision and the kit it concerns.</param>
    public sealed record Read(LicenseRequestFile Request, Weighed Weighed) : FileOpinion
    {
        /// <summary>Whether the request gets a license, now or again.</summary>
        public bool IsGrant => Weighed.Decision is Granted or Repeated;
    }

    /// <inheritdoc cref="FileAnswer.Unreadable"/>
    public sealed record Unreadable(string Member, Expectation Expectation, TextPlace? Place = null) : FileOpinion;
}

/// <summary>A request file of any channel: read, decided, recorded, answered with a license details file.</summary>
/// <remarks>Uploaded and mailed files are one method, the customer's own program is another; the answer is made in one place for all.</remarks>
public sealed class AnswerFile(Center center, IKeyStore keys, AnswerRequest answer, LicenseFileReply reply)
{
    /// <summary>After this time wrong attempts are forgotten.</summary>
    public static TimeSpan FailuresForgotten => FailureBudget.Forgotten;

    /// <summary>Answers a file in a transaction of its own.</summary>
    /// <param name="file">Its bytes: encrypted or plain.</param>
    /// <param name="method">File or automatic.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<FileAnswer> RunAsync(ReadOnlyMemory<byte> file, Method method, RequestSource source, CancellationToken cancellation)
    {
        // Opening costs more than deciding: it is done before the database's one writer is kept waiting.
        var (request, fault) = Open(file);
        return request is null ? fault! : await RunAsync(request, method, source, cancellation);
    }

    /// <summary>Answers a request that has been read, in a transaction of its own.</summary>
    /// <param name="request">What the file says.</param>
    /// <param name="method">File or automatic.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<FileAnswer> RunAsync(LicenseRequestFile request, Method method, RequestSource source, CancellationToken cancellation) =>
        Of(await center.WriteAsync(db => AnsweredAsync(db, request, method, source), cancellation));

    /// <summary>Answers a file within a running write: whatever the caller adds is committed with it, or not at all.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="file">The file's bytes.</param>
    /// <param name="method">File or automatic.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<FileAnswer> RunAsync(CenterDb db, ReadOnlyMemory<byte> file, Method method, RequestSource source)
    {
        var (request, fault) = Open(file);
        return request is null ? fault! : Of(await AnsweredAsync(db, request, method, source));
    }

    /// <summary>What would be answered now. Nothing is recorded, a refusal neither.</summary>
    /// <param name="db">Any context; that of a running write, if a grant is to be recorded by <see cref="RunAsync(CenterDb, ReadOnlyMemory{byte}, Method, RequestSource)"/> afterwards.</param>
    /// <param name="file">The file's bytes.</param>
    /// <param name="method">File or automatic.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<FileOpinion> WeighAsync(CenterDb db, ReadOnlyMemory<byte> file, Method method, RequestSource source)
    {
        var (request, fault) = Open(file);
        return request is null
            ? new FileOpinion.Unreadable(fault!.Member, fault.Expectation, fault.Place)
            : new FileOpinion.Read(request, await answer.WeighAsync(db, Incoming.Filed(request, method), source));
    }

    /// <summary>Reads a file: what it says, or what is wrong with it; one of both.</summary>
    /// <param name="file">Its bytes: encrypted or plain.</param>
    public (LicenseRequestFile? Request, FileAnswer.Unreadable? Fault) Open(ReadOnlyMemory<byte> file)
    {
        if (file.IsEmpty)
        {
            return (null, new FileAnswer.Unreadable("", Expectation.SomeContent));
        }

        try
        {
            return (EncryptedRequest.Read(file.Span, keys), null);
        }
        catch (FileFormatException fault)
        {
            return (null, new FileAnswer.Unreadable(fault.Member, fault.Expectation, fault.Place));
        }
    }

    /// <summary>What a file says member by member, as far as it opens, PIN codes masked.</summary>
    /// <param name="file">Its bytes: encrypted or plain.</param>
    public IReadOnlyList<RequestMember> Members(ReadOnlyMemory<byte> file) => EncryptedRequest.Members(file.Span, keys);

    /// <summary>Answers what was weighed in the same transaction: neither is the file opened nor the kit loaded a second time.</summary>
    /// <param name="db">The context of the write that weighed it; nothing has been written to the kit since.</param>
    /// <param name="read">What the rules said.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<FileAnswer> RecordAsync(CenterDb db, FileOpinion.Read read, RequestSource source)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Of(await answer.RecordAsync(db, read.Weighed, source, reply.For(read.Request)));
    }

    private Task<Answered> AnsweredAsync(CenterDb db, LicenseRequestFile request, Method method, RequestSource source) =>
        answer.RunAsync(db, Incoming.Filed(request, method), source, reply.For(request));

    private FileAnswer Of(Answered answered) => answered switch
    {
        { Answer: { } stored } => new FileAnswer.Issued(reply.Open(stored), LicenseFileReply.IdOf(stored.LicenseId), stored.Id, answered.Weighed),
        { Weighed: { Decision: Refused refused } weighed } => new FileAnswer.Refused(refused, weighed),
        _ => throw new InvalidOperationException($"No such answer: {answered.Weighed.Decision.GetType().Name}."),
    };
}
