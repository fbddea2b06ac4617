using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Webhooks;
using Microsoft.Data.Sqlite;
using ShopifySimulator.Shop;

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

    private readonly History _history;
    private readonly SqliteConnection _reader;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private bool _isReplacing;
    private string? _rowsBefore;
    private string _variantsRead = "0";

    public Checks(History history, string connectionString)
    {
        _history = history;
        _reader = new SqliteConnection(connectionString);
        _reader.Open();
    }

    /// <summary>When the last full sync that has replaced the tables began to read.</summary>
    public DateTimeOffset LastReadAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Full syncs that have replaced the tables.</summary>
    public int Replacements { get; private set; }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _reader.Dispose();
    }

    public bool HasLookUps() => Rows("SELECT 1 FROM PendingLookUp LIMIT 1").Count > 0;

    /// <summary>Promise 4, after every commit: a sum is always that of its levels.</summary>
    public void AfterCommit(string operation)
    {
        if (operation is "ClearStaging" or "Stage"
            && Rows("SELECT count(*) FROM RawSkusFromShopify")[0] is var rows
            && rows != _variantsRead)
            Break($"after {operation} readers of RawSkusFromShopify see {rows} rows, but {_variantsRead} were read");
        if (!operation.StartsWith("Apply", StringComparison.Ordinal) && operation != "Replace") return;
        var wrong = Rows(
            "SELECT s.VariantId, s.Available, a.Available FROM Sku AS s JOIN ItemAvailability AS a ON a.InventoryItemId = "
            + "s.InventoryItemId WHERE s.Available IS NOT a.Available");
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
        var operation = Rows("SELECT BulkOperationId FROM SyncRun WHERE Id = @id", lease.RunId)[0];
        var isFirst = Rows("SELECT 1 FROM SyncRun WHERE State = 5 LIMIT 1").Count == 0;
        var (registers, visible) = (Read(Registers), Read(Visible));
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
        var registersAfter = Read(Registers);
        foreach (var (key, before) in registers) CompareRegister(key, before, registersAfter.GetValueOrDefault(key));
        if (!isFirst) CompareDrift(report, visible, Read(Visible));
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
            _ => throw new InvalidOperationException("The simulation sends no other messages."),
        };
        _history.Tell(() => $"the message of {webhookId} is applied: {message.Topic} "
            + $"{message.Level}{message.Item}{(message.Product is { } p ? $"product {p.ProductId}, {p.Variants?.Count} variants" : "")}");
        var seenAt = message.SeenAt.Nanoseconds;
        var row = Rows(held, id, location).FirstOrDefault()?.Split('|');
        var isHeld = row is not null && (updatedAt is { } stamp
            ? row[0] != "null" && (Number(row[0]) >= stamp.Nanoseconds || Number(row[1]) >= seenAt)
            : Number(row[2]) >= seenAt);
        if (!isHeld) Break($"the message of {webhookId} ({message.Topic}) was handled, but nothing of it or newer is held");
    }

    /// <summary>Promises 1 and 2: the tables are the store.</summary>
    public void CompareWithStore(string when, bool hasReadEverything)
    {
        var shop = _history.Shop;
        var skus = shop.Read(view => view.Variants.Select(variant => Row(view, variant)).ToList());
        var levels = shop.Read(view => view.Levels.Select(level => $"{level.InventoryItemId}|{level.LocationId}|{level.Available}")
            .Order(StringComparer.Ordinal)
            .ToList());
        Compare(when, "Sku", skus, Rows(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, Title, CAST(Price AS REAL), ProductTitle, ProductStatus, Tracked, "
            + "Available FROM SkuLive ORDER BY VariantId"));
        Compare(
            when, "InventoryLevel", levels,
            [.. Rows("SELECT l.InventoryItemId, l.LocationId, l.Available FROM InventoryLevel AS l "
                + "JOIN InventoryItem AS i ON i.InventoryItemId = l.InventoryItemId WHERE l.IsConnected = 1 AND i.IsDeleted = 0").Order(
                    StringComparer.Ordinal)]);
        if (!hasReadEverything || when != "after the full sync") return;
        Compare(when, "RawSkusFromShopify", [.. skus.Select(row => row[..row.LastIndexOf('|')])], Rows(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, VariantTitle, CAST(Price AS REAL), ProductTitle, ProductStatus, "
            + "Tracked FROM RawSkusFromShopify ORDER BY VariantId"));
        Compare(
            when, "RawInventoryLevelsFromShopify", levels,
            [.. Rows("SELECT InventoryItemId, LocationId, Available FROM RawInventoryLevelsFromShopify").Order(StringComparer.Ordinal)]);
    }

    private static string Row(ShopView shop, Variant variant)
    {
        var (product, item) = (shop.Product(variant.ProductId)!, shop.Item(variant.InventoryItemId)!);
        int? available = item.Tracked ? item.LocationIds.Sum(location => shop.Level(item.Id, location)!.Available) : null;
        return string.Join('|', new object?[]
        {
            variant.Id, variant.ProductId, variant.InventoryItemId, variant.Sku, variant.Title, (double)variant.Price, product.Title,
            product.Status, item.Tracked ? 1 : 0, available,
        }.Select(Text));
    }

    private void Compare(string when, string table, IReadOnlyList<string> store, IReadOnlyList<string> rows)
    {
        if (store.SequenceEqual(rows)) return;
        Break($"{when}, {table} is not the store: it lacks {Some(store.Except(rows))}, and has {Some(rows.Except(store))}");

        static string Some(IEnumerable<string> lines) => lines.FirstOrDefault() is { } line ? $"[{line}]" : "nothing";
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

    private Dictionary<string, string> Read(string sql) =>
        Rows(sql).Select(row => row.Split('|', 3)).ToDictionary(cells => $"{cells[0]} {cells[1]}", cells => cells[2]);

    private List<string> Rows(string sql, long id = 0, long location = 0)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _reader.CreateCommand();
#pragma warning disable CA2100 // the text is this file's
            command.CommandText = sql;
#pragma warning restore CA2100
            if (sql.Contains("@id", StringComparison.Ordinal)) command.Parameters.AddWithValue("@id", id);
            if (sql.Contains("@location", StringComparison.Ordinal)) command.Parameters.AddWithValue("@location", location);
            _commands.Add(sql, command);
        }

        if (command.Parameters.Count > 0) command.Parameters[0].Value = id;
        if (command.Parameters.Count > 1) command.Parameters[1].Value = location;

        using var rows = command.ExecuteReader();
        List<string> read = [];
        while (rows.Read())
        {
            var cells = new object?[rows.FieldCount];
            rows.GetValues(cells!);
            read.Add(string.Join('|', cells.Select(cell => Text(cell is DBNull ? null : cell))));
        }

        return read;
    }

    private void Break(string how) => _history.Break(how);

    private static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
