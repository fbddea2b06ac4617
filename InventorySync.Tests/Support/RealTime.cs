using System.Diagnostics;

namespace InventorySync.Tests.Support;

/// <summary>
/// Every way in which a test waits in real time, each with its reason; WaitingTests holds that there is no other, and that there are ten
/// at most. Everything else waits by a clock that the test moves. None of these says how long something may take: the guard only turns a
/// hang into a message.
/// </summary>
internal static class RealTime
{
    /// <summary>Far more than anything takes on any machine.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>A second, the least that SQLite takes: how long the app waits for a lock that the test holds is its real time.</summary>
    public const string BriefLock = ";Default Timeout=1";

    /// <summary>No wait, but the time: for what shares files with another process, and for a view that asks the database for it.</summary>
    public static DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Looks until a thread, a socket, a file or another process has brought something about: these tell nobody.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > HangGuard)
                Assert.Fail($"Not within {HangGuard.TotalMinutes:0} minutes: {what}.");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Waits for work that sockets or locks end while the clock stands: a stop that waited for the clock would not end.</summary>
    public static Task EndsAsync(Task work) => work.WaitAsync(HangGuard, TimeProvider.System);

    /// <summary>Waits for its token alone, as a handler that never ends by itself: no time ends it, so no clock does.</summary>
    public static Task UntilCancelledAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    /// <summary>Waits for another program to do its work: a compiler, an installation.</summary>
    public static Task ExitsAsync(Process process) => EndsAsync(process.WaitForExitAsync());

    /// <summary>Waits until a process that was killed is gone, and its files are free.</summary>
    public static void UntilGone(Process killed) => killed.WaitForExit();
}
