using System.Text.Json.Nodes;

namespace ShopifySimulator.Api.Cost;

/// <summary>The points that the app may spend: a bucket that fills up again steadily. https://shopify.dev/docs/api/usage/limits</summary>
internal sealed class CostBucket(TimeProvider clock, int maximum, int restoredPerSecond)
{
    private readonly Lock _lock = new();
    private double _available = maximum;
    private long _filledAt = clock.GetTimestamp();

    /// <summary>Takes the points if they are there.</summary>
    public bool TryTake(int points)
    {
        lock (_lock)
        {
            Fill_NeedsLock();
            if (_available < points) return false;
            _available -= points;
            return true;
        }
    }

    public void GiveBack(int points)
    {
        lock (_lock) _available = Math.Min(maximum, _available + points);
    }

    /// <summary>What every answer says of the bucket.</summary>
    public JsonObject Status()
    {
        lock (_lock)
        {
            Fill_NeedsLock();
            return new JsonObject
            {
                ["maximumAvailable"] = maximum * 1.0m, // Shopify writes this one and the rate as 1000.0
                ["currentlyAvailable"] = (int)_available,
                ["restoreRate"] = restoredPerSecond * 1.0m,
            };
        }
    }

    private void Fill_NeedsLock()
    {
        var now = clock.GetTimestamp();
        _available = Math.Min(maximum, _available + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * restoredPerSecond));
        _filledAt = now;
    }
}
