INSERT INTO Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT @variantId, @productId, @inventoryItemId, @sku, @barcode, @title, @price, @updatedAt, @seenAt, @observedBy,
       p.Title, p.Status, i.Tracked, NULL, @isDeleted, @presenceSeenAt
FROM Product AS p, InventoryItem AS i
WHERE p.ProductId = @productId AND i.InventoryItemId = @inventoryItemId
ON CONFLICT (VariantId) DO UPDATE
SET ProductId = excluded.ProductId,
    InventoryItemId = excluded.InventoryItemId,
    Sku = excluded.Sku,
    Barcode = excluded.Barcode,
    Title = excluded.Title,
    Price = excluded.Price,
    DetailsUpdatedAt = excluded.DetailsUpdatedAt,
    DetailsSeenAt = excluded.DetailsSeenAt,
    DetailsObservedBy = excluded.DetailsObservedBy,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt;
