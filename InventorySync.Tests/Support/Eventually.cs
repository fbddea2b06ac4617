namespace InventorySync.Tests.Support;

/// <summary>Waits for what a real process, socket or thread brings about: for the condition itself, never for a length of time.</summary>
internal static class Eventually
{
    /// <param name="what">The condition in words, for the message of a test that waited in vain.</param>
    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);

    /// <param name="what">The condition in words, for the message of a test that waited in vain.</param>
    public static Task True(Func<Task<bool>> condition, string what) => RealTime.UntilAsync(condition, what);
}
