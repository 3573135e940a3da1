using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace OperatorConsole.Shell;

/// <summary>A file that a person chose in the browser, read through the circuit.</summary>
public static class ChosenFile
{
    /// <summary>All of its bytes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">As many bytes as it may have.</param>
    /// <param name="cancellation">Ends the reading: nobody waits for it any more.</param>
    /// <exception cref="IOException">It is larger, or reading it broke off: the stick was pulled out, the file was changed meanwhile, the browser went silent.</exception>
    public static async Task<byte[]> ReadAsync(IBrowserFile file, long most, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            await using var stream = file.OpenReadStream(most, cancellation);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }
        // What the browser could not read comes over the circuit as any of these, and its silence as a cancellation of nobody's.
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or JSException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException("The browser could not read the file to its end.", fault);
        }
    }
}
