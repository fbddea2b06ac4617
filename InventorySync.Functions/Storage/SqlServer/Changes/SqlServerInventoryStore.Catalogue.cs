using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    /// <summary>
    /// Items that one product's message may have looked up one by one: what one query of items holds. Of more, the product shows all for
    /// two points each instead of some 45.
    /// </summary>
    private const int MaxItemLookUps = 20;

    private Task<ProductChange> ApplyProductAsync(ProductObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        ApplyAsync(
            observation, [], now,
            async answer =>
            {
                var (details, presence, isRenamed) = await answer.FirstAsync(
                    row => (row.NumberedOrNull<Outcome>("Details"), row.Numbered<Outcome>("Presence"), row.Flag("IsRenamed")));
                var variants = await answer.AllAsync(ReadVariantChange);
                return new ProductChange(details, presence, isRenamed, variants) { LookUps = await answer.AllAsync(LookUpRows.LookUp) };
            },
            cancellationToken);

    private Task<T> ApplyAsync<T>(
        ProductObservation observation, IReadOnlyList<ItemRow> items, UnixTime now, Func<SqlServerAnswer, Task<T>> read,
        CancellationToken cancellationToken) =>
        RunAsync(
            session => session.QueryAsync(
                "ApplyProduct",
                read,
                [
                    ("@productId", observation.ProductId), ("@observedBy", (int)observation.By),
                    ("@isPresent", observation.Presence.IsPresent), ("@title", observation.Details?.Value.Title),
                    ("@status", observation.Details?.Value.Status), ("@updatedAt", observation.Details?.UpdatedAt.Nanoseconds),
                    ("@hasVariants", observation.Variants is not null),
                    ("@bodies", SqlServerJson.Of(BodiesOf(observation), SqlServerJson.Default.IReadOnlyListVariantRow)),
                    ("@others", SqlServerJson.Of(NamedOf(observation), SqlServerJson.Default.IReadOnlyListNamedRow)),
                    ("@items", SqlServerJson.Of(items, SqlServerJson.Default.IReadOnlyListItemRow)),
                    ("@seenAt", observation.SeenAt.Nanoseconds), ("@now", now.Nanoseconds), ("@waitNanoseconds", WaitNanoseconds),
                    ("@maxItemLookUps", MaxItemLookUps), .. FloodRule,
                ]),
            cancellationToken);

    private static List<VariantRow> BodiesOf(ProductObservation observation) =>
    [
        .. (observation.Variants?.Bodies ?? []).DistinctBy(variant => variant.VariantId).Select((variant, n) => VariantRow.Of(
            n, variant.VariantId, new Membership(variant.Details, observation.ProductId, variant.InventoryItemId), variant.UpdatedAt)),
    ];

    /// <summary>Those that are named and have no body as well.</summary>
    private static List<NamedRow> NamedOf(ProductObservation observation)
    {
        HashSet<long> bodies = [.. (observation.Variants?.Bodies ?? []).Select(variant => variant.VariantId)];
        return
        [
            .. (observation.Variants?.Others ?? [])
                .Where(variant => !bodies.Contains(variant.VariantId))
                .DistinctBy(variant => variant.VariantId)
                .Select((variant, n) => new NamedRow(n, variant.VariantId, variant.UpdatedAt)),
        ];
    }

    /// <summary>Each item once, since variants may share one: of two values the newer, and of two of one version the smaller.</summary>
    private static List<ItemRow> ItemsOf(ProductRead read) =>
    [
        .. (read.Product?.Variants ?? []).GroupBy(variant => variant.Variant.InventoryItemId).Select(same =>
        {
            var newest = same.Max(variant => variant.ItemUpdatedAt);
            bool[] values =
                [.. same.Where(variant => variant.ItemUpdatedAt == newest).Select(variant => variant.Tracked).Distinct().Order()];
            return new ItemRow(same.Key, values[0], newest, IsTorn: values.Length > 1);
        }),
    ];

    private static VariantChange ReadVariantChange(Row row) => new(
        row.Long("VariantId"), row.Text("Sku"), row.NumberedOrNull<Outcome>("DetailsOutcome"), row.Numbered<Outcome>("PresenceOutcome"),
        row.Flag("IsVisible"));
}
