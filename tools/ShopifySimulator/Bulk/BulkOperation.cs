namespace ShopifySimulator.Bulk;

/// <summary>A bulk operation as it is at one moment.</summary>
/// <param name="CreatedAt">In whole seconds.</param>
internal sealed record BulkOperation(long Id, string Query, DateTimeOffset CreatedAt)
{
    /// <summary>CREATED, RUNNING, COMPLETED, CANCELING, CANCELED, FAILED or EXPIRED.</summary>
    public string Status { get; init; } = "CREATED";

    public string? ErrorCode { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Lines written so far.</summary>
    public long ObjectCount { get; init; }

    /// <summary>Those of them that have no parent.</summary>
    public long RootObjectCount { get; init; }

    public long? FileSize { get; init; }

    /// <summary>Null where there are no results.</summary>
    public string? Url { get; init; }

    public string? PartialDataUrl { get; init; }

    public string Gid => new Api.Gid("BulkOperation", Id).ToString();

    public bool IsUnderWay => Status is "CREATED" or "RUNNING" or "CANCELING";
}
