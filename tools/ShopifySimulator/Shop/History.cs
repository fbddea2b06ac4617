namespace ShopifySimulator.Shop;

/// <summary>The records of one kind with what they were a while ago, so that a read can come from a replica that lags.</summary>
/// <param name="kept">How far back a read may look.</param>
internal sealed class History<TKey, TRecord>(TimeSpan kept)
    where TKey : notnull
    where TRecord : class
{
    private readonly Dictionary<TKey, Version> _versions = [];
    private readonly List<TKey> _keys = [];

    /// <summary>Every key that there ever was, in the order of creation, which for ids is their own.</summary>
    public IReadOnlyList<TKey> Keys => _keys;

    /// <summary>Where in <see cref="Keys"/> the first one is that is greater.</summary>
    public int IndexAfter(TKey key)
    {
        var index = _keys.BinarySearch(key);
        return index < 0 ? ~index : index + 1;
    }

    /// <param name="record">Null where it is deleted.</param>
    public void Set(TKey key, TRecord? record, DateTimeOffset now)
    {
        if (_versions.TryGetValue(key, out var last)) last.ForgetBefore(now - kept);
        else _keys.Add(key);
        _versions[key] = new Version(record, now, last);
    }

    /// <returns>What the record was at <paramref name="at"/>; null if there was none.</returns>
    public TRecord? Get(TKey key, DateTimeOffset at)
    {
        var version = _versions.GetValueOrDefault(key);
        while (version is not null && version.Since > at) version = version.Previous;
        return version?.Record;
    }

    private sealed class Version(TRecord? record, DateTimeOffset since, Version? previous)
    {
        public TRecord? Record { get; } = record;

        public DateTimeOffset Since { get; } = since;

        public Version? Previous { get; private set; } = previous;

        /// <summary>The one that held at <paramref name="horizon"/> is the last that a read may ask for.</summary>
        public void ForgetBefore(DateTimeOffset horizon)
        {
            var version = this;
            while (version.Since > horizon && version.Previous is { } older) version = older;
            version.Previous = null;
        }
    }
}
