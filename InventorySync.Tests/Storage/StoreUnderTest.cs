using InventorySync.Storage;

namespace InventorySync.Tests.Storage;

/// <summary>
/// One store's kind, for the conformance suite: a database of its own, and what tests must ask it beyond <see cref="IInventoryStore"/>.
/// </summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>Another instance over the same database, as another process would have.</summary>
    public abstract IInventoryStore Open();

    /// <summary>The rows of a query in the SQL that all stores share, each column as text and a null as "null", joined by a bar.</summary>
    public abstract Task<IReadOnlyList<string>> QueryAsync(string sql);

    public abstract Task ExecuteAsync(string sql);

    /// <summary>What this store's full sync asks.</summary>
    public abstract Task<RuleUnderTest> OpenRuleAsync();

    public abstract ValueTask DisposeAsync();
}
