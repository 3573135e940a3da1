using System.Diagnostics;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>Waits for what another process or another task is about to do.</summary>
internal static class Soon
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <param name="comes">Asked again and again.</param>
    /// <param name="meanwhile">Done between two questions: a clock goes on.</param>
    /// <param name="patience">A minute unless told: machines are shared.</param>
    internal static async Task Async(Func<Task<bool>> comes, Action? meanwhile = null, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await comes())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(patience ?? TimeSpan.FromMinutes(1), "it did not come");
            meanwhile?.Invoke();
            await Task.Delay(Step, TestContext.Current.CancellationToken);
        }
    }
}
