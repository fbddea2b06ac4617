using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Convergence;

/// <summary>The promises, held against what the database shows to a reader of its own.</summary>
internal sealed class Checks : IDisposable
{
    private const string Registers = """
        SELECT 'number of level', InventoryItemId || '/' || LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy
        FROM InventoryLevel WHERE AvailableUpdatedAt IS NOT NULL
        UNION ALL
        SELECT 'details of variant', VariantId, Sku || '/' || InventoryItemId, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy FROM Sku
        UNION ALL
        SELECT 'details of product', ProductId, Title || '/' || Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy
        FROM Product WHERE DetailsUpdatedAt IS NOT NULL
        UNION ALL
        SELECT 'tracking of item', InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy
        FROM InventoryItem WHERE DetailsUpdatedAt IS NOT NULL
        UNION ALL SELECT 'presence of level', InventoryItemId || '/' || LocationId, IsConnected, 0, PresenceSeenAt, 0 FROM InventoryLevel
        UNION ALL SELECT 'presence of variant', VariantId, IsDeleted, 0, PresenceSeenAt, 0 FROM Sku
        UNION ALL SELECT 'presence of product', ProductId, IsDeleted, 0, PresenceSeenAt, 0 FROM Product
        UNION ALL SELECT 'presence of item', InventoryItemId, IsDeleted, 0, PresenceSeenAt, 0 FROM InventoryItem
        UNION ALL SELECT 'state of location', LocationId, IsActive || '/' || IsDeleted, 0, SeenAt, 0 FROM Location
        """;

    private const string Visible = """
        SELECT 'available', InventoryItemId || '/' || LocationId, Available FROM InventoryLevel
        UNION ALL SELECT 'connected', InventoryItemId || '/' || LocationId, IsConnected FROM InventoryLevel
        UNION ALL
        SELECT
            'variant', VariantId,
            ProductId || '/' || InventoryItemId || '/' || coalesce(Sku, '-') || '/' || coalesce(Barcode, '-')
                || '/' || Title || '/' || Price
        FROM Sku
        UNION ALL SELECT 'variant presence', VariantId, 1 - IsDeleted FROM Sku
        UNION ALL SELECT 'product', ProductId, Status || ' ' || Title FROM Product
        UNION ALL SELECT 'item', InventoryItemId, Tracked FROM InventoryItem
        """;

    private const string WrongSums = """
        SELECT s.VariantId, s.Available, a.Available
        FROM Sku AS s
        JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
        WHERE s.Available IS NOT a.Available
        """;

    private const string OfItem = " AND s.InventoryItemId = @id";

    /// <summary>How old the answer may be by which an instance begins: it counts for a second, and each await takes some.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(20);

    /// <summary>The same of an instance that hangs for up to 400 seconds between the asking and the beginning.</summary>
    private static readonly TimeSpan AnswerOfHanging = TimeSpan.FromSeconds(420);

    private readonly History _history;
    private readonly TableReader _tables;
    private bool _isReplacing;
    private string? _rowsBefore;
    private string _variantsRead = "0";

    public Checks(History history, string connectionString)
    {
        (_history, _tables) = (history, new TableReader(connectionString));
        Store = new StoreComparison(history, _tables);
    }

    /// <summary>When the last full sync that has replaced the tables began to read.</summary>
    public DateTimeOffset LastReadAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Full syncs that have replaced the tables.</summary>
    public int Replacements { get; private set; }

    /// <summary>What the tables have to be once everything has come to rest.</summary>
    public StoreComparison Store { get; }

    public void Dispose() => _tables.Dispose();

    /// <summary>Whether the maintenance has something left: a look-up, or an early full sync where there are full syncs.</summary>
    public bool HasWork() => Rows("SELECT 1 FROM PendingLookUp LIMIT 1").Count > 0
        || (_history.Plan.HasFullSyncs && Rows("SELECT 1 FROM EarlySync LIMIT 1").Count > 0);

    /// <summary>The one item whose sum a change may touch; null where it may touch others.</summary>
    private static long? ItemOf(IObservation change) => change switch
    {
        LevelObservation level => level.InventoryItemId,
        ItemObservation item => item.InventoryItemId,
        _ => null,
    };

    /// <summary>Promise 4, after every commit: a sum is always that of its levels.</summary>
    /// <param name="argument">The operation's first: the changes that were applied, or what else it was given.</param>
    public void AfterCommit(string operation, object? argument)
    {
        if (operation is "ClearStaging" or "Stage"
            && Rows("SELECT count(*) FROM RawSkusFromShopify")[0] is var rows
            && rows != _variantsRead)
            Break($"after {operation} readers of RawSkusFromShopify see {rows} rows, but {_variantsRead} were read");
        if (!operation.StartsWith("Apply", StringComparison.Ordinal) && operation != "Replace") return;
        var items = (argument as IReadOnlyList<IObservation>)?.Select(ItemOf).ToList();
        var wrong = items is null || items.Contains(null)
            ? Rows(WrongSums)
            : [.. items.Distinct().SelectMany(item => Rows(WrongSums + OfItem, item!.Value))];
        if (wrong.Count > 0)
            Break(
                $"after {operation} the availability of variant "
                + $"{wrong[0].Replace("|", ", but its levels make ", StringComparison.Ordinal)}");
    }

    /// <summary>
    /// Promise 4, while a full sync replaces: before every statement that changes what they see, and after the last, readers see all that
    /// was there.
    /// </summary>
    public void Executing(string statement)
    {
        var isChange = statement is "DeduplicateStaging" or "SucceedRun" || statement.StartsWith("Re", StringComparison.Ordinal);
        if (!_isReplacing || !isChange) return;
        var rows = Counts();
        _rowsBefore ??= rows;
        if (rows != _rowsBefore) Break($"before {statement} of a full sync readers see {rows} rows in place of {_rowsBefore}");
    }

    /// <summary>Promise 9: during a pause nothing is begun, but by an instance that has asked before.</summary>
    public void Begins(string what)
    {
        var patience = _history.Plan.Crashes ? AnswerOfHanging : Answer;
        if (_history.Operator.PausedSince is { } since && _history.Scheduler.Now - since is var paused && paused > patience)
            Break($"{what}, though the app has been paused for {paused.TotalSeconds:0} s");
    }

    /// <summary>Promise 8: only who holds the run's lease may write as it.</summary>
    public async Task<T> AsRunAsync<T>(string operation, RunLease lease, Func<Task<T>> write)
    {
        var owner = Rows("SELECT coalesce(Owner, '') FROM SyncRun WHERE Id = @id", lease.RunId)[0];
        var result = await write();
        if (owner != lease.Owner) Break($"{operation} was done by {lease.Owner}, though the run {lease.RunId} was leased to '{owner}'");
        return result;
    }

    /// <summary>Promises 3, 6 and 7: around the last transaction of a full sync.</summary>
    public async Task<SyncReport> ReplaceAsync(RunLease lease, Replacement replacement, Func<Task<SyncReport>> replace)
    {
        Begins($"full sync {lease.RunId} replaces the tables");
        var operation = Rows("SELECT BulkOperationId FROM SyncRun WHERE Id = @id", lease.RunId)[0];
        var isFirst = Rows("SELECT 1 FROM SyncRun WHERE State = 5 LIMIT 1").Count == 0;
        var (registers, visible) = (_tables.ByName(Registers), _tables.ByName(Visible));
        (_isReplacing, _rowsBefore) = (true, null);
        SyncReport report;
        try
        {
            report = await replace();
        }
        finally
        {
            _isReplacing = false;
        }

        _history.Tell(() => $"full sync {lease.RunId} of {operation} replaces: drift {report.Drift}, in flight {report.InFlight}, "
            + $"discarded {report.IsDiscarded}");
        if (report.IsDiscarded) return report;
        Replacements++;
        LastReadAt = replacement.BulkCreatedAt.ToDateTimeOffset();
        _variantsRead = Rows("SELECT count(*) FROM RawSkusFromShopify")[0];
        if (_history.Shopify.Bulk.IsFaulty(operation)) Break($"the tables were replaced by {operation}, which is not whole");
        var registersAfter = _tables.ByName(Registers);
        foreach (var (key, before) in registers) CompareRegister(key, before, registersAfter.GetValueOrDefault(key));
        if (!isFirst) CompareDrift(report, visible, _tables.ByName(Visible));
        return report;
    }

    /// <summary>Promise 8: none of ours is at work, and the run that starts one has none.</summary>
    public void BulkOperationStarts(List<string> underWay)
    {
        if (underWay.Count > 0) Break($"a bulk operation is started while {underWay[0]} is under way");
    }

    /// <summary>Promise 5: what was answered 2xx was enqueued.</summary>
    public void Answered(string webhookId, WebhookAnswer answer)
    {
        if ((int)answer.StatusCode is >= 200 and < 300 && answer.Message is null)
            Break($"{webhookId} was answered {answer.Outcome} and is gone");
        if (answer.Outcome is not WebhookOutcome.Queued) Break($"{webhookId} was answered {answer.Outcome}: {answer.Text}");
    }

    /// <summary>Promise 5: what a message said is held, or something that is newer.</summary>
    public void Handled(byte[] bytes, string webhookId)
    {
        var message = ChangeMessage.Parse(bytes);
        var (held, id, location, updatedAt) = message switch
        {
            { Level: { } level } => ("SELECT AvailableUpdatedAt, AvailableSeenAt, PresenceSeenAt FROM InventoryLevel "
                + "WHERE InventoryItemId = @id AND LocationId = @location", level.InventoryItemId, level.LocationId, level.UpdatedAt),
            { Item: { } item } =>
                (
                    "SELECT DetailsUpdatedAt, DetailsSeenAt, PresenceSeenAt FROM InventoryItem WHERE InventoryItemId = @id",
                    item.InventoryItemId, 0, item.UpdatedAt),
            { Product: { } product } =>
                (
                    "SELECT DetailsUpdatedAt, DetailsSeenAt, PresenceSeenAt FROM Product WHERE ProductId = @id", product.ProductId, 0,
                    product.UpdatedAt),
            { Location: { } place } =>
                ("SELECT NULL, NULL, SeenAt FROM Location WHERE LocationId = @id", place.LocationId, 0, null),
            _ => throw new InvalidOperationException("The simulation sends no other messages."),
        };
        _history.Tell(() => $"the message of {webhookId} is applied: {message.Topic} {message.Level}{message.Item}{message.Location}"
            + $"{(message.Product is { } p ? $"product {p.ProductId}, {p.Variants?.Count} variants" : "")}");
        var seenAt = message.SeenAt.Nanoseconds;
        var row = Rows(held, id, location).FirstOrDefault()?.Split('|');
        var isHeld = row is not null && (updatedAt is { } stamp
            ? row[0] != "null" && (Number(row[0]) >= stamp.Nanoseconds || Number(row[1]) >= seenAt)
            : Number(row[2]) >= seenAt);
        if (!isHeld) Break($"the message of {webhookId} ({message.Topic}) was handled, but nothing of it or newer is held");
    }

    /// <summary>As long as reads lag less than the margin.</summary>
    private void CompareRegister(string key, string before, string? after)
    {
        var (was, became) = (before.Split('|'), after?.Split('|'));
        if (became is null) Break($"the full sync removed the {key}");
        else if (was[3] == "0" && (Number(became[1]), Number(became[2])).CompareTo((Number(was[1]), Number(was[2]))) < 0)
            Break($"the full sync took the {key} back from {before} to {after}");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private void CompareDrift(SyncReport report, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        // Products and items that are new, and levels that come as not connected, are nobody's drift.
        var differing = after.Where(row => !before.TryGetValue(row.Key, out var was)
            ? row.Key.StartsWith("available", StringComparison.Ordinal)
                || (row.Key.StartsWith("variant presence", StringComparison.Ordinal) && row.Value == "1")
            : was != row.Value).ToList();
        if (differing.Count != report.Drift + report.InFlight)
            Break(
                $"the full sync reports {report.Drift} + {report.InFlight} rows as drift, but {differing.Count} differed: "
                + $"{string.Join("; ", differing.Select(row => $"{row.Key} {before.GetValueOrDefault(row.Key)} -> {row.Value}"))}");
    }

    private string Counts() => Rows("SELECT (SELECT count(*) FROM RawSkusFromShopify), (SELECT count(*) "
        + "FROM RawInventoryLevelsFromShopify), (SELECT count(*) FROM SkuLive)")[0];

    private List<string> Rows(string sql, long id = 0, long location = 0) => _tables.Rows(sql, id, location);

    private void Break(string how) => _history.Break(how);
}
