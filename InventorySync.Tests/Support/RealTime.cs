namespace InventorySync.Tests.Support;

/// <summary>
/// All of the tests' dealings with real time; WaitingTests holds that there are no others. A condition is waited for, never a length of time: no test says anything of how long something
/// takes, and the guard only turns a hang into a message.
/// </summary>
internal static class RealTime
{
    /// <summary>Far more than anything takes on any machine.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>For what shares files with a process of its own, or with a view that asks the database for the time.</summary>
    public static DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Looks until a thread, a socket, a locked file or another process has brought something about.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > HangGuard) Assert.Fail($"Not within {HangGuard.TotalMinutes:0} minutes: {what}.");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Work that a real lock, socket or thread ends, and no clock.</summary>
    public static Task EndsAsync(Task work) => work.WaitAsync(HangGuard, TimeProvider.System);

    /// <summary>What ends by its token alone.</summary>
    public static Task UntilCancelledAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
