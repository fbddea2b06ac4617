using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// The shop's bulk operations: each line is read at an instant of its own while the operation runs, and some results are not whole.
/// </summary>
internal sealed class BulkRuns(History history)
{
    private const int Pages = 4;

    private readonly List<Run> _runs = [];

    private DateTimeOffset Now => history.Scheduler.Now;

    /// <summary>Whether what the operation gave must not be taken: cut off, broken, or a shop that has shrunken in a moment.</summary>
    public bool IsFaulty(string id) => _runs.Find(run => run.Id == id) is { IsFaulty: true } or { IsLastDownloadWhole: false };

    public int Count => _runs.Count;

    public string Data(string query, JsonElement variables, Dice dice)
    {
        if (query.Contains("bulkOperationRunQuery", StringComparison.Ordinal))
        {
            var started = Start(variables.GetProperty("query").GetString()!, dice);
            return $$$"""{"bulkOperationRunQuery":{"bulkOperation":{{{started}}},"userErrors":[]}}""";
        }

        if (query.Contains("ReadBulkOperation(", StringComparison.Ordinal))
        {
            var asked = _runs.Find(run => run.Id == variables.GetProperty("id").GetString());
            return $$"""{"bulkOperation":{{(asked is null ? "null" : Show(asked))}}}""";
        }

        return $$$"""{"bulkOperations":{"nodes":[{{{string.Join(',', _runs.AsEnumerable().Reverse().Take(20).Select(Show))}}}]}}""";
    }

    public HttpResponseMessage Download(Uri uri, Dice dice, Instance instance)
    {
        var run = _runs.Find(run => run.Id.EndsWith(uri.AbsolutePath[1..], StringComparison.Ordinal))!;
        var bytes = run.File!;
        var mayBreak = history.Plan.Fails && history.IsRough;
        var (cut, breaks) = (mayBreak && dice.Chance(100), mayBreak && dice.Chance(100));
        run.IsLastDownloadWhole = true;
        if (cut || breaks)
        {
            bytes = bytes[..dice.Below(bytes.Length + 1)];
            run.IsLastDownloadWhole = bytes.Length == run.File!.Length && !breaks;
            history.Tell(
                () => $"the download of {run.Id} {(breaks ? "breaks" : "is cut off")} after {bytes.Length} of {run.File!.Length} bytes");
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new ResultStream(instance, bytes, breaks)) };
    }

    private string Start(string query, Dice dice)
    {
        history.Checks.BulkOperationStarts(
            [.. _runs.Where(other => StatusOf(other) is "CREATED" or "RUNNING" or "CANCELING").Select(other => other.Id)]);
        var id = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/BulkOperation/{_runs.Count + 1}");
        var seconds = dice.Chance(150) ? dice.Between(60, 420) : dice.Chance(20) ? dice.Between(1_300, 3_000) : dice.Between(1, 40);
        var fate = history.Plan.Fails && history.IsRough ? dice.Below(1000) : 1000;
        var run = new Run(id, query, Now, seconds)
        {
            End = fate < 40 ? "FAILED" : fate < 120 ? "CANCELED" : "COMPLETED",
            Loses = fate is >= 120 and < 170,
            Shrinks = fate is >= 170 and < 220 && history.Checks.Replacements > 0, // the first has nothing to be compared with
        };
        _runs.Add(run);
        history.Tell(() => $"bulk operation {_runs.Count} starts and takes {run.Takes.TotalSeconds:0} s; "
            + $"ends as {run.End}{(run.Loses ? ", loses lines" : "")}{(run.Shrinks ? ", shrunken" : "")}");
        for (var page = 0; page < Pages; page++)
        {
            var number = page;
            history.Scheduler.After(run.Takes * page / Pages, () => ReadPage(run, number, dice));
        }

        history.Scheduler.After(run.Takes, () => Finish(run, dice));
        return Show(run);
    }

    /// <summary>The next variants in the order of their ids, each record at an instant of its own.</summary>
    private void ReadPage(Run run, int page, Dice dice)
    {
        var at = history.Shopify.Instant(dice);
        var variants = history.Shop.ReadAt(shop => shop.Variants.Where(variant => variant.Id > run.Cursor).ToList(), at);
        foreach (var variant in variants.Take(page == Pages - 1 ? int.MaxValue : (variants.Count / (Pages - page)) + 1))
        {
            run.Cursor = variant.Id;
            if (run.Shrinks && run.Roots >= 1) continue;
            history.Shop.ReadAt(shop => Write(run, shop, variant), at);
        }
    }

    private bool Write(Run run, ShopView shop, Variant variant)
    {
        var item = shop.Item(variant.InventoryItemId)!;
        run.Roots++;
        run.Lines.Add($$"""
            {
            {{ShopifyApi.Details(variant)}},
            "product":{{ShopifyApi.ProductOf(shop.Product(variant.ProductId)!)}},
            "inventoryItem":{
            "id":"gid://shopify/InventoryItem/{{item.Id}}",
            "tracked":{{ShopifyApi.Text(item.Tracked)}},
            "updatedAt":"{{ShopifyApi.Text(item.UpdatedAt)}}",
            "locationsCount":{"count":{{CountOf(shop, item)}},"precision":"EXACT"}
            }
            }
            """);
        foreach (var location in item.LocationIds)
        {
            // A level is read later than its variant.
            var (itemId, variantId) = (item.Id, variant.Id);
            if (history.Shop.ReadAt(later => Level(later, itemId, location), history.Shopify.Instant(history.RequestDice)) is { } level)
                run.Lines.Add(LineOf(level, variantId));
        }

        return true;
    }

    private int CountOf(ShopView shop, InventoryItem item) =>
        history.Plan.CountsInactive ? item.LocationIds.Length : history.Shopify.Shown(shop, item).Count();

    private InventoryLevel? Level(ShopView shop, long itemId, long location) =>
        shop.Item(itemId) is { } item && history.Shopify.Shown(shop, item).Contains(location) ? shop.Level(itemId, location) : null;

    private static string LineOf(InventoryLevel level, long variantId) => $$"""
        {
        "id":"gid://shopify/InventoryLevel/{{level.Id}}?inventory_item_id={{level.InventoryItemId}}",
        "item":{"id":"gid://shopify/InventoryItem/{{level.InventoryItemId}}"},
        "location":{"id":"gid://shopify/Location/{{level.LocationId}}"},
        "updatedAt":"{{ShopifyApi.Text(level.UpdatedAt)}}",
        "quantities":[
        {"name":"available","quantity":{{level.Available}}},
        {"name":"on_hand","quantity":{{level.OnHand}}},
        {"name":"committed","quantity":{{level.Committed}}},
        {"name":"incoming","quantity":0}
        ],
        "__parentId":"gid://shopify/ProductVariant/{{variantId}}"
        }
        """;

    private static void Finish(Run run, Dice dice)
    {
        run.ObjectCount = run.Lines.Count;
        if (run.Loses) run.Lines.RemoveAll(line => IsRoot(line) && dice.Chance(500));
        if (run.Lines.Count(IsRoot) == run.Roots) run.Loses = false;
        var text = string.Concat(
            run.Lines.Select(line => line.ReplaceLineEndings("").Replace("/", @"\/", StringComparison.Ordinal) + "\n"));
        run.File = Encoding.UTF8.GetBytes(text);
    }

    private string Show(Run run)
    {
        var status = StatusOf(run);
        var isDone = status == "COMPLETED";
        var hasFile = isDone && run.File!.Length > 0;
        var url = hasFile ? $"\"https://storage.example.com/{run.Id.Split('/')[^1]}?signature=secret\"" : "null";
        return $$"""
            {
              "id":"{{run.Id}}","status":"{{status}}","errorCode":null,"createdAt":"{{ShopifyApi.Text(run.CreatedAt)}}",
              "objectCount":"{{(isDone ? run.ObjectCount : 0)}}","rootObjectCount":"{{(isDone ? RootsOf(run) : 0)}}",
              "fileSize":{{(hasFile ? $"\"{run.File!.Length}\"" : "null")}},"url":{{url}},"query":{{JsonSerializer.Serialize(run.Query)}}
            }
            """;
    }

    private int RootsOf(Run run) => history.Fault.TrustsCounts ? run.Lines.Count(IsRoot) : run.Roots;

    private static bool IsRoot(string line) => line.Contains("inventoryItem\"", StringComparison.Ordinal);

    private string StatusOf(Run run) => run.File is not null ? run.End : Now < run.CreatedAt.AddSeconds(0.5) ? "CREATED" : "RUNNING";

    private sealed class Run(string id, string query, DateTimeOffset createdAt, TimeSpan takes)
    {
        public string Id { get; } = id;

        public string Query { get; } = query;

        public DateTimeOffset CreatedAt { get; } = createdAt;

        public TimeSpan Takes { get; } = takes;

        public string End { get; init; } = "COMPLETED";

        /// <summary>Lines are missing that rootObjectCount counts.</summary>
        public bool Loses { get; set; }

        /// <summary>Most of the shop is missing, and counted as such.</summary>
        public bool Shrinks { get; init; }

        public bool IsFaulty => Loses || Shrinks || End != "COMPLETED";

        public bool IsLastDownloadWhole { get; set; } = true;

        public long Cursor { get; set; }

        public int Roots { get; set; }

        public int ObjectCount { get; set; }

        public List<string> Lines { get; } = [];

        public byte[]? File { get; set; }
    }

    /// <summary>The file as it comes over the net, in pieces.</summary>
    private sealed class ResultStream(Instance instance, byte[] bytes, bool breaks) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        // No async method: who awaits it does so without a context.
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(
            instance.PointAsync("the download").ContinueWith(
                _ =>
                {
                    var count = Math.Min(Math.Min(buffer.Length, 3_000), bytes.Length - _position);
                    if (count == 0 && breaks) throw new IOException("The connection was reset.");
                    bytes.AsMemory(_position, count).CopyTo(buffer);
                    _position += count;
                    return count;
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
