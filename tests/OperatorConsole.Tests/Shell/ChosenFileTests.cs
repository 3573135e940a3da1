using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Shell;

/// <summary>Files that come from a browser, some of which break off on the way.</summary>
public sealed class ChosenFileTests
{
    /// <summary>What arrives when a browser cannot read on: by the platform's own streams, by its silence and by its script.</summary>
    public static TheoryData<Exception> Breaks { get; } =
    [
        new IOException("gone"), new InvalidOperationException("NotReadableError"), new TimeoutException("silence"), new JSException("NotFoundError"), new TaskCanceledException("no answer"),
    ];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Whatever_a_browser_breaks_off_with_is_a_file_that_cannot_be_read(Exception fault) =>
        await Should.ThrowAsync<IOException>(() => ChosenFile.ReadAsync(new PulledFile("a.licreq", fault), 64, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Somebody_who_left_is_no_broken_file()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => ChosenFile.ReadAsync(new PulledFile("a.licreq", new TaskCanceledException()), 64, gone.Token));
    }

    [Fact]
    public async Task A_file_is_read_to_its_end_and_one_that_is_larger_is_not()
    {
        var file = new PulledFile("a.licreq", [1, 2, 3]);
        (await ChosenFile.ReadAsync(file, 3, TestContext.Current.CancellationToken)).ShouldBe([1, 2, 3]);
        await Should.ThrowAsync<IOException>(() => ChosenFile.ReadAsync(file, 2, TestContext.Current.CancellationToken));
    }
}

/// <summary>A file as the browser offers it; with a fault, it breaks off in the middle.</summary>
internal sealed class PulledFile(string name, byte[] bytes, Exception? fault = null) : IBrowserFile
{
    internal PulledFile(string name, Exception fault)
        : this(name, [1, 2, 3], fault)
    {
    }

    public string Name => name;

    public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

    public long Size => bytes.Length;

    public string ContentType => "";

    public Stream OpenReadStream(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) =>
        Size > maxAllowedSize ? throw new IOException("too large") : fault is null ? new MemoryStream(bytes) : new Breaking(fault);

    private sealed class Breaking(Exception fault) : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
            {
                return ValueTask.FromException<int>(fault);
            }

            _begun = true;
            return ValueTask.FromResult(1);
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[bufferSize];
            while (await ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }
}
