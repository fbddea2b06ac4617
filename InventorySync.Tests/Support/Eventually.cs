namespace InventorySync.Tests.Support;

/// <summary>Waits for what a real process, socket or thread brings about: for the condition itself, never for a length of time.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a loaded machine; a test that passes never waits for it.</summary>
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <param name="what">The condition in words, for the message of a test that waited in vain.</param>
    public static Task True(Func<bool> condition, string what, TimeSpan? deadline = null) => True(() => Task.FromResult(condition()), what, deadline);

    /// <param name="what">The condition in words, for the message of a test that waited in vain.</param>
    public static async Task True(Func<Task<bool>> condition, string what, TimeSpan? deadline = null)
    {
        var limit = deadline ?? DefaultDeadline;
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit) Assert.Fail($"Not within {limit.TotalSeconds:0} s: {what}.");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
