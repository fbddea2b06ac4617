using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// Applies what a webhook or a read says of one product and of all its variants, register by register, in any order: what was left out by a
/// list is absent for older messages that name it later, too. A variant's presence is compared with its own register alone, since a variant
/// never changes its product.
/// </summary>
internal sealed class ProductApplication(SqliteSession session, ProductObservation observation)
{
    private readonly List<VariantChange> _changes = [];
    private readonly HashSet<long> _items = [];
    private readonly List<long> _staleItems = [];
    private readonly List<long> _listedAgain = [];

    /// <summary>Whether two observations of one version disagree.</summary>
    public bool IsConflict { get; private set; }

    /// <summary>Whether a variant came without a body that has no row.</summary>
    public bool HasUnread { get; private set; }

    /// <summary>Items of variants that came without a body, but with a newer stamp than is held.</summary>
    public IReadOnlyList<long> StaleItems => _staleItems;

    /// <summary>Items of variants that were new or have moved: what belongs to them has to be copied.</summary>
    public IReadOnlyCollection<long> Items => _items;

    /// <summary>The variants that readers see changed, or that two observations disagree about.</summary>
    public IReadOnlyList<VariantChange> Changes => _changes;

    /// <summary>What became of the product's own details.</summary>
    public Outcome? Details { get; private set; }

    /// <summary>What became of the product's presence.</summary>
    public Outcome Presence { get; private set; }

    /// <summary>Whether readers see another title or status.</summary>
    public bool IsRenamed { get; private set; }

    /// <summary>What is held from now on.</summary>
    public ProductRegisters Apply()
    {
        var held = ProductRegisters.Read(session, observation.ProductId);
        Details = observation.Details is { } offered ? Note(Precedence.Decide(held?.Details, offered, ProductDetails.Order)) : null;
        var heldPresence = held?.Presence ?? Absences.Read(session);
        Presence = Note(Precedence.Decide(heldPresence, observation.Presence));
        var next = new ProductRegisters(
            Details is { } outcome && outcome.Writes() ? observation.Details : held?.Details,
            Presence.Writes() ? observation.Presence : heldPresence!.Value,
            observation.Variants is null ? held?.VariantsSeenAt : UnixTime.Later(held?.VariantsSeenAt ?? default, observation.SeenAt));
        if (next != held) next.Write(session, observation.ProductId);

        IsRenamed = next.Details?.Value != held?.Details?.Value;
        if (IsRenamed) session.Execute("CopyProductToSku", ("@productId", observation.ProductId));
        if (observation.Variants is { } listing) ApplyVariants(listing, held);
        return next;
    }

    private void ApplyVariants(VariantListing listing, ProductRegisters? product)
    {
        var rows = VariantRegisters.ReadOfProduct(session, observation.ProductId);
        foreach (var variant in listing.Bodies)
            ApplyBody(variant, rows.GetValueOrDefault(variant.VariantId) ?? VariantRegisters.Read(session, variant.VariantId), product);
        foreach (var variant in listing.Others)
        {
            if (rows.TryGetValue(variant.VariantId, out var row)) ApplyNamed(variant, row);
            else ApplyUnread(variant.VariantId, product);
        }

        HashSet<long> listed =
            [.. listing.Bodies.Select(variant => variant.VariantId), .. listing.Others.Select(variant => variant.VariantId)];
        foreach (var (variantId, row) in rows.Where(row => !listed.Contains(row.Key))) ApplyLeftOut(variantId, row);
        ApplyLeftOutUnread(listed);

        // Of all that are named as they were before, in one statement: a sale's message names up to 2,048.
        if (_listedAgain.Count > 0)
        {
            session.Execute(
                "ListVariantsAgain",
                ("@variantIds", JsonSerializer.Serialize<long[]>([.. _listedAgain], StorageJson.Default.Int64Array)),
                ("@presenceSeenAt", observation.SeenAt.Nanoseconds));
        }

        foreach (var inventoryItemId in _items) SqliteInventoryStore.CopyItem(session, inventoryItemId);
    }

    private void ApplyBody(VariantObservation variant, VariantRegisters? held, ProductRegisters? product)
    {
        var membership = new Observation<Membership>(
            new Membership(variant.Details, observation.ProductId, variant.InventoryItemId), variant.UpdatedAt, observation.SeenAt,
            observation.By);
        var details = Note(Precedence.Decide(held?.Membership, membership, Membership.Order));
        var heldPresence = held?.Presence ?? VariantRegisters.ReadUnwritten(session, variant.VariantId, product);
        var presence = DecidePresence(heldPresence, isPresent: true, out var nextPresence);
        var next = new VariantRegisters(details.Writes() ? membership : held!.Membership, nextPresence);
        next.Write(session, variant.VariantId, held);

        // Of an item that it has left nothing changes: its sum is that of its levels, whoever shares it.
        if (next.Membership.Value.InventoryItemId != held?.Membership.Value.InventoryItemId)
            _items.Add(next.Membership.Value.InventoryItemId);
        Tell(variant.VariantId, next, details, presence, held is null
            ? nextPresence.IsPresent
            : next.Membership.Value != held.Membership.Value || nextPresence.IsPresent != held.Presence.IsPresent);
    }

    /// <summary>
    /// A variant without a body that has its row: its details may be old, if its stamp is newer, or may have changed a second time within
    /// the stamp's second.
    /// </summary>
    private void ApplyNamed(VariantStamp variant, VariantRegisters held)
    {
        var presence = DecidePresence(held.Presence, isPresent: true, out var next);
        if (next.IsPresent != held.Presence.IsPresent) WritePresence(variant.VariantId, next);
        else if (next != held.Presence) _listedAgain.Add(variant.VariantId);
        Tell(variant.VariantId, held with { Presence = next }, null, presence, next.IsPresent != held.Presence.IsPresent);

        var mayHaveChangedAgain = variant.UpdatedAt == held.Membership.UpdatedAt
            && observation.SeenAt > held.Membership.SeenAt && observation.SeenAt < variant.UpdatedAt.Add(TimeSpan.FromSeconds(1));
        if (next.IsPresent && (variant.UpdatedAt > held.Membership.UpdatedAt || mayHaveChangedAgain))
            _staleItems.Add(held.Membership.Value.InventoryItemId);
    }

    private void ApplyUnread(long variantId, ProductRegisters? product)
    {
        // In another product's row already: that does not happen, and its presence is that row's.
        if (VariantRegisters.Read(session, variantId) is not null) return;

        DecidePresence(VariantRegisters.ReadUnwritten(session, variantId, product), isPresent: true, out var next);
        if (!next.IsPresent) return;
        HasUnread = true;
        session.Execute(
            "WriteUnreadVariant", ("@variantId", variantId), ("@productId", observation.ProductId),
            ("@presenceSeenAt", next.SeenAt.Nanoseconds));
    }

    private void ApplyLeftOut(long variantId, VariantRegisters held)
    {
        var presence = DecidePresence(held.Presence, isPresent: false, out var next);
        if (next != held.Presence) WritePresence(variantId, next);
        Tell(variantId, held, null, presence, next.IsPresent != held.Presence.IsPresent);
    }

    private void ApplyLeftOutUnread(HashSet<long> listed)
    {
        var unread = session.All(
            "ReadUnreadVariantsOfProduct",
            row => (VariantId: row.Long("VariantId"), Presence: new Presence(IsPresent: true, row.Time("PresenceSeenAt"))),
            ("@productId", observation.ProductId));
        foreach (var (variantId, held) in unread.Where(row => !listed.Contains(row.VariantId)))
        {
            DecidePresence(held, isPresent: false, out var next);
            if (!next.IsPresent) session.Execute("DeleteUnreadVariant", ("@variantId", variantId));
        }
    }

    private void WritePresence(long variantId, Presence presence) => session.Execute(
        "WriteVariantPresence", ("@variantId", variantId), ("@isDeleted", !presence.IsPresent),
        ("@presenceSeenAt", presence.SeenAt.Nanoseconds));

    private Outcome DecidePresence(Presence? held, bool isPresent, out Presence next)
    {
        var offered = new Presence(isPresent, observation.SeenAt);
        var outcome = Note(Precedence.Decide(held, offered));
        next = outcome.Writes() ? offered : held!.Value;
        return outcome;
    }

    private Outcome Note(Outcome outcome)
    {
        IsConflict |= outcome.IsConflict();
        return outcome;
    }

    private void Tell(long variantId, VariantRegisters registers, Outcome? details, Outcome presence, bool isVisible)
    {
        if (isVisible || presence.IsConflict() || (details is { } outcome && outcome.IsConflict()))
            _changes.Add(new VariantChange(variantId, registers.Membership.Value.Details.Sku ?? "", details, presence, isVisible));
    }
}
