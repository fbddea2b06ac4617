INSERT INTO Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT @variantId, @productId, @inventoryItemId, @sku, @barcode, @title, @price, @updatedAt, @seenAt, @observedBy,
       p.Title, p.Status, i.Tracked, NULL, @isDeleted, @presenceSeenAt
FROM Product AS p
LEFT JOIN InventoryItem AS i ON i.InventoryItemId = @inventoryItemId -- not known yet where the product's message comes first
WHERE p.ProductId = @productId
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
    ProductTitle = excluded.ProductTitle,
    ProductStatus = excluded.ProductStatus,
    Tracked = excluded.Tracked,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt;
