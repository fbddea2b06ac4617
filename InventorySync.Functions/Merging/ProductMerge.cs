using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Applies what a webhook or a read says of one product and of all its variants, register by register, in any order: what was left out by a
/// list is absent for older messages that name it later, too. A variant's presence is compared with its own register alone, since a variant
/// never changes its product.
/// </summary>
internal sealed class ProductMerge(RegisterSet registers, ProductObservation product, MergeTimes times)
{
    /// <summary>
    /// Items that one product's message may have looked up one by one: what one query of items holds. Of more, the product shows all for
    /// two points each instead of some 45.
    /// </summary>
    private const int MaxItemLookUps = 20;

    private readonly Decisions _decisions = new();
    private readonly List<VariantChange> _changes = [];
    private readonly HashSet<long> _arrivals = [];
    private readonly List<long> _staleItems = [];
    private bool _hasUnread;

    /// <summary>Whether two observations of one version disagreed.</summary>
    public bool IsConflict => _decisions.IsConflict;

    /// <summary>The variants that readers see changed, or that two observations disagree about.</summary>
    public IReadOnlyList<VariantChange> Changes => _changes;

    public Merged ApplyWebhook()
    {
        var (details, presence, isRenamed) = Apply();
        return new Merged(new ProductChange(details, presence, isRenamed, _changes), AsksOf());
    }

    /// <returns>What became of the details and of the presence, and whether readers see another title or status.</returns>
    public (Outcome? Details, Outcome Presence, bool IsRenamed) Apply()
    {
        var held = registers.Product(product.ProductId);
        var (details, nextDetails) = (default(Outcome?), held?.Details);
        if (product.Details is { } offered) (details, nextDetails) = _decisions.Decide(held?.Details, offered, ProductDetails.Order);
        var (presence, nextPresence) = _decisions.Decide(held?.Presence ?? registers.Absence, product.Presence);
        var listedAt = product.Variants is null
            ? held?.VariantsSeenAt
            : UnixTime.Later(held?.VariantsSeenAt ?? default, product.SeenAt);
        registers.Set(product.ProductId, new ProductRegisters(nextDetails, nextPresence, listedAt));

        var isRenamed = nextDetails?.Value != held?.Details?.Value;
        if (isRenamed) VariantMerge.CopyProduct(registers, product.ProductId);
        if (product.Variants is { } listing) ApplyVariants(listing, held);
        return (details, presence, isRenamed);
    }

    private void ApplyVariants(VariantListing listing, ProductRegisters? heldProduct)
    {
        HashSet<long> listed =
            [.. listing.Bodies.Select(variant => variant.VariantId), .. listing.Others.Select(variant => variant.VariantId)];
        HashSet<long> bodies = [.. listing.Bodies.Select(variant => variant.VariantId)];
        foreach (var body in listing.Bodies) ApplyBody(body, heldProduct);
        foreach (var named in listing.Others.Where(variant => !bodies.Contains(variant.VariantId)))
        {
            if (registers.Variant(named.VariantId) is not { } variant) ApplyUnread(named.VariantId, heldProduct);
            else if (variant.ProductId == product.ProductId) ApplyNamed(named, variant);
        }

        foreach (var (id, variant) in registers.VariantsOfProduct(product.ProductId).Where(row => !listed.Contains(row.VariantId)))
        {
            var presence = Decide(variant.Presence, isPresent: false, out var next);
            registers.Set(id, variant with { Presence = next });
            Tell(id, variant, null, presence, next.IsPresent != variant.Presence.IsPresent);
        }

        foreach (var (id, unread) in registers.UnreadOf(product.ProductId).Where(row => !listed.Contains(row.VariantId)))
        {
            Decide(new Presence(IsPresent: true, unread.SeenAt), isPresent: false, out var next);
            if (!next.IsPresent) registers.Set(id, (UnreadVariant?)null);
        }

        foreach (var item in _arrivals) Availability.Copy(registers, item);
    }

    private void ApplyBody(VariantObservation body, ProductRegisters? heldProduct)
    {
        var held = registers.Variant(body.VariantId);
        var membership = new Observation<Membership>(
            new Membership(body.Details, product.ProductId, body.InventoryItemId), body.UpdatedAt, product.SeenAt, product.By);
        var (details, nextMembership) = _decisions.Decide(held?.Membership, membership, Membership.Order);
        var heldPresence = held?.Presence ?? VariantMerge.Unwritten(registers, body.VariantId, heldProduct);
        var presence = Decide(heldPresence, isPresent: true, out var nextPresence);
        var next = VariantMerge.Put(registers, body.VariantId, nextMembership, nextPresence);

        // Of an item that it has left nothing changes: its sum is that of its levels, with one variant less.
        if (next.InventoryItemId != held?.InventoryItemId) _arrivals.Add(next.InventoryItemId);
        Tell(body.VariantId, next, details, presence, held is null
            ? nextPresence.IsPresent
            : nextMembership.Value != held.Membership.Value || nextPresence.IsPresent != held.Presence.IsPresent);
    }

    /// <summary>
    /// A variant without a body that has its row: its details may be old, if its stamp is newer, or may have changed a second time within
    /// the stamp's second.
    /// </summary>
    private void ApplyNamed(VariantStamp named, VariantRegisters held)
    {
        var presence = Decide(held.Presence, isPresent: true, out var next);
        registers.Set(named.VariantId, held with { Presence = next });
        Tell(named.VariantId, held, null, presence, next.IsPresent != held.Presence.IsPresent);

        var mayHaveChangedAgain = named.UpdatedAt == held.Membership.UpdatedAt
            && product.SeenAt > held.Membership.SeenAt && product.SeenAt < named.UpdatedAt.Add(TimeSpan.FromSeconds(1));
        if (next.IsPresent && (named.UpdatedAt > held.Membership.UpdatedAt || mayHaveChangedAgain)) _staleItems.Add(held.InventoryItemId);
    }

    private void ApplyUnread(long variantId, ProductRegisters? heldProduct)
    {
        Decide(VariantMerge.Unwritten(registers, variantId, heldProduct), isPresent: true, out var next);
        if (!next.IsPresent) return;
        _hasUnread = true;
        registers.Set(
            variantId, new UnreadVariant(registers.Unread(variantId)?.ProductId ?? product.ProductId, next.SeenAt));
    }

    /// <summary>Where the product must be read for another reason, its variants' items are read with it.</summary>
    private List<LookUpAsk> AsksOf()
    {
        List<LookUpAsk> asks = [];
        var (key, seenAt) = (new LookUpKey(LookUpKind.Product, product.ProductId), product.SeenAt);
        var held = registers.Product(product.ProductId)!;
        long[] unknownItems = [.. _arrivals.Where(IsUnknown)];

        if (IsConflict) asks.Add(LookUpAsk.AfterMargin(key, LookUpReason.Conflict, seenAt, times));
        if (product.Variants is null && held.Presence.IsPresent && (held.VariantsSeenAt is not { } listedAt || listedAt <= seenAt))
            asks.Add(AtOnce(key, LookUpReason.MustRead));

        if (_hasUnread || unknownItems.Length > MaxItemLookUps) asks.Add(AtOnce(key, LookUpReason.UnknownVariants));
        else asks.AddRange(unknownItems.Select(item => AtOnce(new(LookUpKind.InventoryItem, item), LookUpReason.UnknownItem)));

        if (_staleItems.Count > MaxItemLookUps) asks.Add(AtOnce(key, LookUpReason.StaleVariant));
        else asks.AddRange(_staleItems.Distinct().Select(item => AtOnce(new(LookUpKind.InventoryItem, item), LookUpReason.StaleVariant)));
        return asks;

        LookUpAsk AtOnce(LookUpKey of, LookUpReason reason) => LookUpAsk.AtOnce(of, reason, seenAt, times);
    }

    /// <summary>
    /// Whether nobody has said of the item whether it is tracked. One that is gone needs no look-up: its variants' next message will say
    /// where they are.
    /// </summary>
    private bool IsUnknown(long inventoryItemId) => registers.Item(inventoryItemId) switch
    {
        null => true,
        { Tracked: not null } => false,
        { Presence: var presence } => presence.IsPresent || presence.SeenAt < product.SeenAt,
    };

    private Outcome Decide(Presence? held, bool isPresent, out Presence next)
    {
        (var outcome, next) = _decisions.Decide(held, new Presence(isPresent, product.SeenAt));
        return outcome;
    }

    private void Tell(long variantId, VariantRegisters registers, Outcome? details, Outcome presence, bool isVisible)
    {
        if (isVisible || presence.IsConflict() || (details is { } outcome && outcome.IsConflict()))
            _changes.Add(new VariantChange(variantId, registers.Membership.Value.Details.Sku ?? "", details, presence, isVisible));
    }
}
