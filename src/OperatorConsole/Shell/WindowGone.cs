using Microsoft.JSInterop;

namespace OperatorConsole.Shell;

/// <summary>Tells a window that is gone from a fault: whoever tidies up after a page finds its scripts gone with it, or finds that it was torn down itself meanwhile.</summary>
internal static class WindowGone
{
    /// <summary>Whether a call to a page's script failed only because the page is no longer there.</summary>
    /// <param name="fault">What the call ended with: the circuit is cut, the call was given up with it, or its objects are disposed of.</param>
    public static bool Is(Exception fault) => fault is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;
}
