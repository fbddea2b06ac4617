using InventorySync.Inventory;

namespace InventorySync.Tests.Storage.Conformance;

/// <summary>
/// What a set of webhooks has to end in, said without any order: of each register the newest observation, and of those of one version the
/// smaller. It shares nothing with the stores but the observations.
/// </summary>
internal sealed class CatalogueModel(IReadOnlyCollection<object> webhooks)
{
    private IEnumerable<ProductObservation> Products => webhooks.OfType<ProductObservation>();

    private IEnumerable<ItemObservation> Items => webhooks.OfType<ItemObservation>();

    private IEnumerable<LevelObservation> Levels => webhooks.OfType<LevelObservation>();

    /// <summary>Rows as the tables' columns say them, joined by bars.</summary>
    public IEnumerable<string> Rows()
    {
        var product = Products.Any() ? Newest(Products.Select(p => p.Details), d => (d.Title, d.Status).ToString()) : null;
        if (Products.Any())
            yield return $"product|{product?.Title ?? "null"}|{product?.Status ?? "null"}|{Deleted(Products.Select(p => p.Presence))}";

        foreach (var item in Items.GroupBy(item => item.InventoryItemId).OrderBy(item => item.Key))
            yield return $"item|{item.Key}|{Text(Tracked(item.Key))}|{Deleted(item.Select(observation => observation.Presence))}";

        foreach (var variantId
            in Products.SelectMany(p => p.Variants?.Bodies ?? []).Select(variant => variant.VariantId).Distinct().Order())
        {
            var (sku, item) = Variant(variantId);
            yield return $"variant|{variantId}|{item}|{sku}|{product!.Title}|{product.Status}|{Text(Tracked(item))}"
                + $"|{Text(Available(item))}|{VariantDeleted(variantId)}";
        }
    }

    private (string Sku, long Item) Variant(long variantId)
    {
        var bodies = Products.SelectMany(p => (p.Variants?.Bodies ?? [])
            .Where(body => body.VariantId == variantId)
            .Select(body => (Body: body, SeenAt: UnixTime.Later(p.SeenAt, body.UpdatedAt))))
            .ToList();
        var newest = bodies.Max(body => (body.Body.UpdatedAt, body.SeenAt));
        return bodies.Where(body => (body.Body.UpdatedAt, body.SeenAt) == newest)
            .Select(body => (body.Body.Details.Sku!, body.Body.InventoryItemId))
            .Min();
    }

    /// <summary>The newest list decides, and of lists of one instant all must have it.</summary>
    private int VariantDeleted(long variantId)
    {
        var lists = Products.Where(p => p.Variants is not null).ToList();
        var newest = lists.Max(list => list.SeenAt);
        return lists.Where(list => list.SeenAt == newest).All(list =>
            list.Variants!.Bodies.Any(body => body.VariantId == variantId)
                || list.Variants.Others.Any(other => other.VariantId == variantId))
                ? 0
                : 1;
    }

    private bool? Tracked(long item)
    {
        var stated = Items.Where(i => i.InventoryItemId == item && i.Tracked is not null).Select(i => i.Tracked!.Value).ToList();
        if (stated.Count == 0) return null;
        var newest = stated.Max(observation => (observation.UpdatedAt, observation.SeenAt));
        return stated.Where(observation => (observation.UpdatedAt, observation.SeenAt) == newest).All(observation => observation.Value);
    }

    private int? Available(long item)
    {
        if (Tracked(item) is not true) return null;
        if (Deleted(Items.Where(i => i.InventoryItemId == item).Select(i => i.Presence)) == 1) return 0;
        return Levels.Where(level => level.InventoryItemId == item)
            .GroupBy(level => level.LocationId)
            .Sum(location => Connected(location) ? Number(location) ?? 0 : 0);
    }

    private static bool Connected(IEnumerable<LevelObservation> location)
    {
        var stated = location.Where(level => level.Presence is not null).Select(level => level.Presence!.Value).ToList();
        return stated.Count == 0 || Deleted(stated) == 0;
    }

    private static int? Number(IEnumerable<LevelObservation> location)
    {
        var stated = location.Where(level => level.Available is not null).Select(level => level.Available!.Value).ToList();
        if (stated.Count == 0) return null;
        var newest = stated.Max(observation => (observation.UpdatedAt, observation.SeenAt));
        var values = stated.Where(observation => (observation.UpdatedAt, observation.SeenAt) == newest)
            .Select(observation => observation.Value)
            .ToList();
        return values.Contains(null) ? null : values.Min();
    }

    private static int Deleted(IEnumerable<Presence> statements)
    {
        var all = statements.ToList();
        var newest = all.Max(presence => presence.SeenAt);
        return all.Any(presence => presence.SeenAt == newest && !presence.IsPresent) ? 1 : 0;
    }

    private static T? Newest<T>(IEnumerable<Observation<T>?> observations, Func<T, string> order) where T : class
    {
        var stated = observations.Where(observation => observation is not null).Select(observation => observation!.Value).ToList();
        if (stated.Count == 0) return null;
        var newest = stated.Max(observation => (observation.UpdatedAt, observation.SeenAt));
        return stated.Where(observation => (observation.UpdatedAt, observation.SeenAt) == newest)
            .Select(observation => observation.Value)
            .OrderBy(order, StringComparer.Ordinal)
            .First();
    }

    private static string Text(int? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    private static string Text(bool? value) => value switch { null => "null", true => "1", false => "0" };
}
