using System.Collections.Concurrent;

namespace ShopifySimulator;

/// <summary>What the app has asked for so far.</summary>
public sealed class SimulatorStatistics
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private int _bulkOperationsStarted;
    private int _tokensIssued;

    /// <summary>Answered calls of the Admin API by the name of their operation (empty where it has none), refused ones included.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    public int BulkOperationsStarted => Volatile.Read(ref _bulkOperationsStarted);

    public int TokensIssued => Volatile.Read(ref _tokensIssued);

    internal void CountCall(string operation) => _calls.AddOrUpdate(operation, 1, (_, count) => count + 1);

    internal void CountBulkOperation() => Interlocked.Increment(ref _bulkOperationsStarted);

    internal void CountToken() => Interlocked.Increment(ref _tokensIssued);
}
