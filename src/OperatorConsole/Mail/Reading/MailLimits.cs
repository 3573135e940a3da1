using MimeKit;

namespace OperatorConsole.Mail.Reading;

/// <summary>A message is beyond the limits, or cannot be taken apart: it goes to quarantine, and the others are not delayed.</summary>
/// <param name="reason">Stable code.</param>
public sealed class MailBeyondLimitsException(string reason) : Exception($"The message goes to quarantine: {reason}.")
{
    /// <summary>Stable code: <c>too-large</c>, <c>too-many-parts</c>, <c>too-deep</c>, <c>header-too-large</c>, <c>too-slow</c>, <c>archive-too-large</c>, <c>not-a-message</c>.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Walks over a message before anything of it is built, and stops at the first limit.</summary>
internal static class MailLimits
{
    internal const int MostBytes = 10 * 1024 * 1024;
    internal const int MostParts = 100;
    internal const int MostDepth = 16;
    internal const int MostHeaderBytes = 256 * 1024;
    internal static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    /// <summary>How both passes read: nothing nests deeper than this, so that no stack can run out.</summary>
    internal static ParserOptions Options { get; } = new() { MaxMimeDepth = MostDepth + 2 };

    /// <param name="raw">The message.</param>
    /// <param name="budget">What reading it may cost.</param>
    /// <exception cref="MailBeyondLimitsException">A limit is passed.</exception>
    internal static void Require(byte[] raw, ReadingBudget budget)
    {
        if (raw.Length > MostBytes)
        {
            throw new MailBeyondLimitsException("too-large");
        }

        using var stream = new MemoryStream(raw, writable: false);
        using var walk = new Walk(stream, raw, budget);
        try
        {
            walk.ReadMessage();
            budget.Check();
        }
        catch (FormatException)
        {
            throw new MailBeyondLimitsException("not-a-message");
        }
    }

    private sealed class Walk(Stream stream, byte[] raw, ReadingBudget budget) : MimeReader(MailLimits.Options, stream, MimeFormat.Entity), IDisposable
    {
        private int _parts;
        private int _depth;
        private long _headers;

        public void Dispose()
        {
        }

        protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Enter(0);

        protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Enter(1);

        protected override void OnMultipartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => _depth--;

        protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Enter(1);

        protected override void OnMessagePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => _depth--;

        // Looked for before it is read: the library gathers a header piece by piece, and a long one costs many times its size.
        protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
        {
            var rest = raw.AsSpan((int)Math.Min(beginOffset, raw.Length));
            var most = rest[..Math.Min(rest.Length, MostHeaderBytes)];
            Require(rest.Length == most.Length || most.IndexOf("\n\n"u8) >= 0 || most.IndexOf("\n\r\n"u8) >= 0 || most[0] is (byte)'\r' or (byte)'\n', "header-too-large");
        }

        protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken)
        {
            _headers += endOffset - beginOffset;
            Require(_headers <= MostHeaderBytes, "header-too-large");
        }

        private void Enter(int deeper)
        {
            _parts++;
            _depth += deeper;
            Require(_parts <= MostParts, "too-many-parts");
            Require(_depth <= MostDepth, "too-deep");
            budget.Check();
        }

        private static void Require(bool holds, string reason)
        {
            if (!holds)
            {
                throw new MailBeyondLimitsException(reason);
            }
        }
    }
}
