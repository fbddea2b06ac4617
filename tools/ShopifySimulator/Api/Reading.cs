using ShopifySimulator.Api.Cost;
using ShopifySimulator.Bulk;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Api;

/// <summary>
/// What one execution of a query sees, and what it costs. Everything in it is read of one instant, which lies behind the shop's by what the
/// replica lags. It is a dictionary because GraphQL hands nothing else to its resolvers.
/// </summary>
internal sealed class Reading(SimulatorOptions options, BulkOperations operations) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    private readonly DateTimeOffset _at = options.Shop.Now - options.Faults.ReplicaLag;

    public SimulatorOptions Options => options;

    public BulkOperations Operations => operations;

    /// <summary>Set while a page of a bulk operation is read.</summary>
    public BulkPages? Pages { get; init; }

    /// <summary>Where the points come from; null in a bulk operation, which costs none.</summary>
    public CostBucket? Bucket { get; init; }

    /// <summary>Known once the query has been found valid.</summary>
    public int? RequestedCost { get; set; }

    /// <summary>The operation's name, known at the same time; null where it has none.</summary>
    public string? OperationName { get; set; }

    public T Read<T>(Func<ShopView, T> read) => options.Shop.ReadAt(read, _at);
}
