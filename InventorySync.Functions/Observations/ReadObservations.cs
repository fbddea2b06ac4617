using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Observations;

/// <summary>What a read of the Admin API said and what it changed, as rows of the log.</summary>
internal static class ReadObservations
{
    /// <summary>Levels of an item that its row names: as many as its text has room for.</summary>
    private const int MostLevels = 6;

    /// <param name="why">Why it was read: the need's reason, or a probe's cause.</param>
    public static LoggedObservation OfItem(ObservationSource source, ItemRead read, string why, ItemChange change, UnixTime now) => new(
        now, source, ChangeKinds.Item, nameof(Outcome.Applied), read.SeenAt, read.Item?.UpdatedAt,
        Value: ValueOf(read.Item),
        Reason: ObservationText.Join(
            why, ObservationText.Effect(change.OldAvailable, change.NewAvailable) ?? "availability as before",
            TooEarly(source, change.IsAnswered)),
        InventoryItemId: read.InventoryItemId);

    public static LoggedObservation OfProduct(ProductRead read, string why, ProductReadChange change, UnixTime now) => new(
        now, ObservationSource.LookUp, ChangeKinds.Product, nameof(Outcome.Applied), read.SeenAt, read.Product?.UpdatedAt,
        Value: read.Product is { } product
            ? $"present, {product.Details.Status}, {ObservationText.Count(product.Variants.Count, "variant")}"
            : ObservationText.Presence(isPresent: false),
        Reason: ObservationText.Join(
            why, ObservationText.Count(change.Variants.Count(variant => variant.IsVisible), "variant") + " changed",
            TooEarly(ObservationSource.LookUp, change.IsAnswered)),
        ProductId: read.ProductId);

    private static string ValueOf(ItemSnapshot? item)
    {
        if (item is null) return ObservationText.Presence(isPresent: false);
        var levels = item.Levels.Take(MostLevels)
            .Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Available} at {level.LocationId}"));
        return ObservationText.Join([ObservationText.Tracked(item.Tracked), .. levels, item.Levels.Count > MostLevels ? "..." : null])!;
    }

    private static string? TooEarly(ObservationSource source, bool isAnswered) =>
        source is ObservationSource.LookUp && !isAnswered ? "too early: it is read again" : null;
}
