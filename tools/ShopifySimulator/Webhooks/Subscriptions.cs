namespace ShopifySimulator.Webhooks;

/// <summary>The app's webhook subscriptions. Of one topic there may be several, to different addresses.</summary>
public sealed class Subscriptions
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Subscription> _subscriptions = [];
    private long _lastId = 1_000_000_000;

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<Subscription> All
    {
        get
        {
            lock (_lock) return [.. _subscriptions.Values];
        }
    }

    /// <param name="make">Makes it, with the id that it gets.</param>
    public Subscription Add(Func<long, Subscription> make)
    {
        lock (_lock)
        {
            var subscription = make(++_lastId);
            _subscriptions.Add(subscription.Id, subscription);
            return subscription;
        }
    }

    /// <returns>Null if there is none of that id.</returns>
    public Subscription? Change(long id, Func<Subscription, Subscription> change)
    {
        lock (_lock) return _subscriptions.TryGetValue(id, out var subscription) ? _subscriptions[id] = change(subscription) : null;
    }

    public bool Remove(long id)
    {
        lock (_lock) return _subscriptions.Remove(id);
    }

    /// <summary>Takes over those of an earlier life.</summary>
    public void Restore(IEnumerable<Subscription> subscriptions)
    {
        lock (_lock)
        {
            foreach (var subscription in subscriptions)
            {
                _subscriptions[subscription.Id] = subscription;
                _lastId = Math.Max(_lastId, subscription.Id);
            }
        }
    }
}
