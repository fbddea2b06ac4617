namespace LocalRun.Run;

/// <summary>
/// A clock that tells each instant once, even while the clock behind it stands. So one of two changes in the store is always the later,
/// as it is at Shopify.
/// </summary>
internal sealed class DistinctInstants(TimeProvider time) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _last;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return _last = now > _last ? now : _last.AddMicroseconds(1);
        }
    }
}
