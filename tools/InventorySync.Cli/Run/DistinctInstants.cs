namespace InventorySync.Cli.Run;

/// <summary>
/// A clock that never tells an instant twice, however still the one behind it stands: of two changes in the store always one is the
/// later, as it is at Shopify.
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
