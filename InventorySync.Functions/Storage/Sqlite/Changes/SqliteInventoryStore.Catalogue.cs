using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    /// <summary>
    /// Items that one product's message may have looked up one by one: what one query of items holds. Of more, the product shows all for
    /// two points each instead of some 45.
    /// </summary>
    private const int MaxItemLookUps = 20;

    public Task<ProductChange> ApplyProductAsync(ProductObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, observation, now), cancellationToken);

    public Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, observation, now), cancellationToken);

    /// <summary>Copies to the item's variants what its rows say: whether it is tracked, and the sum of what counts.</summary>
    internal static int? CopyItem(SqliteSession session, long inventoryItemId)
    {
        session.Execute("CopyItemToSku", ("@inventoryItemId", inventoryItemId));
        return WriteAvailability(session, inventoryItemId);
    }

    private ProductChange Apply(SqliteSession session, ProductObservation observation, UnixTime now)
    {
        var application = new ProductApplication(session, observation);
        var product = application.Apply();
        return new ProductChange(
            application.Details, application.Presence, application.IsRenamed, application.Changes,
            AskForProduct(session, observation, application, product, now));
    }

    /// <summary>
    /// The needs of a product's webhook: where the product must be read for another reason, its variants' items are read with it.
    /// </summary>
    private List<PendingLookUp> AskForProduct(
        SqliteSession session, ProductObservation observation, ProductApplication application, ProductRegisters product, UnixTime now)
    {
        List<PendingLookUp> needs = [];
        var (id, seenAt) = (observation.ProductId, observation.SeenAt);
        long[] unknownItems = [.. application.Items.Where(item => IsUnknown(session, item, seenAt))];

        if (application.IsConflict) needs.Add(AskForConflict(session, LookUpKind.Product, id, seenAt, now));
        if (observation.Variants is null
            && product.Presence.IsPresent
            && (product.VariantsSeenAt is not { } listedAt || listedAt <= seenAt))
            needs.Add(AskAtOnce(session, LookUpKind.Product, id, LookUpReason.MustRead, seenAt, now));
        if (application.HasUnread || unknownItems.Length > MaxItemLookUps)
            needs.Add(AskAtOnce(session, LookUpKind.Product, id, LookUpReason.UnknownVariants, seenAt, now));
        else
            needs.AddRange(
                unknownItems.Select(item => AskAtOnce(session, LookUpKind.InventoryItem, item, LookUpReason.UnknownItem, seenAt, now)));

        if (application.StaleItems.Count > MaxItemLookUps)
            needs.Add(AskAtOnce(session, LookUpKind.Product, id, LookUpReason.StaleVariant, seenAt, now));
        else
            needs.AddRange(application.StaleItems.Distinct()
                .Select(item => AskAtOnce(session, LookUpKind.InventoryItem, item, LookUpReason.StaleVariant, seenAt, now)));

        // Needs of one thing coalesce: the last one of each says it all.
        return [.. needs.GroupBy(need => (need.Kind, need.Id)).Select(same => same.Last())];
    }

    /// <summary>
    /// Whether nobody has said of the item whether it is tracked. One that is gone needs no look-up: its variants' next message will say
    /// where they are.
    /// </summary>
    private static bool IsUnknown(SqliteSession session, long inventoryItemId, UnixTime seenAt) =>
        ItemRegisters.Read(session, inventoryItemId) switch
        {
            null => true,
            { Tracked: not null } => false,
            { Presence: var presence } => presence.IsPresent || presence.SeenAt < seenAt,
        };

    private ItemStateChange Apply(SqliteSession session, ItemObservation observation, UnixTime now)
    {
        var held = ItemRegisters.Read(session, observation.InventoryItemId);
        Outcome? tracked = observation.Tracked is { } offered ? Precedence.Decide(held?.Tracked, offered, Comparer<bool>.Default) : null;
        var heldPresence = held?.Presence ?? Absences.Read(session);
        var presence = Precedence.Decide(heldPresence, observation.Presence);

        var before = ItemState.Read(session, observation.InventoryItemId);
        var next = new ItemRegisters(
            tracked is { } outcome && outcome.Writes() ? observation.Tracked : held?.Tracked,
            presence.Writes() ? observation.Presence : heldPresence!.Value);
        if (next != held) next.Write(session, observation.InventoryItemId);
        var available = CopyItem(session, observation.InventoryItemId);

        var isConflict = presence.IsConflict() || (tracked is { } decided && decided.IsConflict());
        return new ItemStateChange(
            tracked, presence, before.Available, available, before.Skus,
            isConflict
                ? AskForConflict(session, LookUpKind.InventoryItem, observation.InventoryItemId, observation.Presence.SeenAt, now)
                : null);
    }

    private ProductReadChange Apply(SqliteSession session, ProductRead read, UnixTime now)
    {
        var isConflict = false;
        foreach (var variant in read.Product?.Variants ?? []) isConflict |= ApplyItemOf(session, variant, read.SeenAt);
        var application = new ProductApplication(session, read.ToObservation());
        application.Apply();

        // An item of its own look-up is read with its levels, which a product does not show: that need stays.
        var isKnown = read.Product is not null
            && session.All("ReadUnreadVariantsOfProduct", row => row.Long("VariantId"), ("@productId", read.ProductId)).Count == 0;
        LookUpAnswers.Answer(session, LookUpKind.Product, read.ProductId, read.SeenAt, isKnown);
        if (isConflict || application.IsConflict) AskForConflict(session, LookUpKind.Product, read.ProductId, read.SeenAt, now);
        WaitForMargin(session, LookUpKind.Product, read.ProductId);
        return new ProductReadChange(application.Changes, LookUpAnswers.IsAnswered(session, LookUpKind.Product, read.ProductId));
    }

    /// <returns>Whether two observations of one version disagree.</returns>
    private static bool ApplyItemOf(SqliteSession session, ProductVariant variant, UnixTime seenAt)
    {
        var inventoryItemId = variant.Variant.InventoryItemId;
        var held = ItemRegisters.Read(session, inventoryItemId);
        var heldPresence = held?.Presence ?? Absences.Read(session);
        var (offered, present) =
            (new Observation<bool>(variant.Tracked, variant.ItemUpdatedAt, seenAt, ObservedBy.Read), new Presence(IsPresent: true, seenAt));
        var (tracked, presence) =
            (Precedence.Decide(held?.Tracked, offered, Comparer<bool>.Default), Precedence.Decide(heldPresence, present));
        var next = new ItemRegisters(tracked.Writes() ? offered : held!.Tracked, presence.Writes() ? present : heldPresence!.Value);
        if (next == held) return tracked.IsConflict() || presence.IsConflict();

        next.Write(session, inventoryItemId);
        CopyItem(session, inventoryItemId);
        return tracked.IsConflict() || presence.IsConflict();
    }
}
