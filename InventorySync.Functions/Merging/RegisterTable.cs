namespace InventorySync.Merging;

/// <summary>
/// The rows of one table that a batch loaded, and what they become. A key that was loaded without a row is absent; any other key throws.
/// </summary>
/// <param name="name">Of a row, for the fault.</param>
/// <param name="order">Of the primary key.</param>
/// <param name="undo">Collects what takes back the change under way.</param>
internal sealed class RegisterTable<TKey, TRow>(string name, IComparer<TKey> order, Stack<Action> undo)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow?> _loaded = [];
    private readonly Dictionary<TKey, TRow?> _held = [];

    /// <summary>The keys that were loaded, with a row or without one.</summary>
    public IReadOnlyCollection<TKey> Keys => _loaded.Keys;

    /// <exception cref="NotLoadedException">The key was not loaded.</exception>
    public TRow? this[TKey key] => _held.TryGetValue(key, out var row) ? row : throw new NotLoadedException($"{name} {key}");

    public void Load(TKey key, TRow? row) => _loaded[key] = _held[key] = row;

    /// <summary>The same, where the key was not loaded before.</summary>
    public void LoadAbsent(TKey key)
    {
        if (_loaded.TryAdd(key, null)) _held.Add(key, null);
    }

    public bool IsLoaded(TKey key) => _loaded.ContainsKey(key);

    /// <param name="row">What the row becomes; null to remove it.</param>
    /// <exception cref="NotLoadedException">The key was not loaded.</exception>
    public void Set(TKey key, TRow? row)
    {
        var before = this[key];
        undo.Push(() => _held[key] = before);
        _held[key] = row;
    }

    /// <summary>The rows that are not what was loaded, by their keys, ascending.</summary>
    public IReadOnlyList<RowChange<TKey, TRow>> Changes() =>
    [
        .. _held.Where(row => !EqualityComparer<TRow>.Default.Equals(row.Value, _loaded[row.Key]))
            .Select(row => new RowChange<TKey, TRow>(row.Key, _loaded[row.Key], row.Value))
            .OrderBy(change => change.Key, order),
    ];
}
