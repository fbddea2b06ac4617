namespace ShopifySimulator.Webhooks;

/// <summary>The app's webhook subscriptions. Of one topic there may be several, to different addresses.</summary>
public sealed class SubscribedWebhooks
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Subscription> _subscriptions = [];
    private long _lastId = 1_000_000_000;

    /// <summary>
    /// Is told each subscription that was added or changed, and of a removed one the id only; in their order, under a lock: note it and
    /// return.
    /// </summary>
    public Action<long, Subscription?>? Written { get; set; }

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
            Written?.Invoke(subscription.Id, subscription);
            return subscription;
        }
    }

    /// <returns>Null if there is none of that id.</returns>
    public Subscription? Change(long id, Func<Subscription, Subscription> change)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(id, out var subscription)) return null;
            var changed = _subscriptions[id] = change(subscription);
            Written?.Invoke(id, changed);
            return changed;
        }
    }

    public bool Remove(long id)
    {
        lock (_lock)
        {
            var wasThere = _subscriptions.Remove(id);
            if (wasThere) Written?.Invoke(id, null);
            return wasThere;
        }
    }

    /// <summary>Removes all of them.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var id in _subscriptions.Keys) Written?.Invoke(id, null);
            _subscriptions.Clear();
        }
    }

    public bool Has(long id)
    {
        lock (_lock) return _subscriptions.ContainsKey(id);
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
