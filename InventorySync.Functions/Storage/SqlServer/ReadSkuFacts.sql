-- @sku nvarchar(500), @variantId bigint, @limit int
SELECT TOP (@limit) s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, s.IsDeleted, s.PresenceSeenAt,
       s.ProductTitle, s.ProductStatus, s.Tracked, s.Available, v.Sellable, k.SafetyStock, k.Note, k.SetAt,
       coalesce((SELECT CAST(Value AS int) FROM [$schema$].SyncState WHERE Name = N'SafetyStock'), 0) AS SafetyStockOfAll, a.Available AS LevelsSum,
       p.Title AS HeldTitle, p.Status, p.DetailsUpdatedAt AS ProductUpdatedAt, p.DetailsSeenAt AS ProductSeenAt, p.DetailsObservedBy AS ProductObservedBy,
       p.IsDeleted AS IsProductDeleted, p.PresenceSeenAt AS ProductPresenceSeenAt,
       i.Tracked AS HeldTracked, i.DetailsUpdatedAt AS ItemUpdatedAt, i.DetailsSeenAt AS ItemSeenAt, i.DetailsObservedBy AS ItemObservedBy,
       i.IsDeleted AS IsItemDeleted, i.PresenceSeenAt AS ItemPresenceSeenAt
FROM [$schema$].Sku AS s
LEFT JOIN [$schema$].SkuLive AS v ON v.VariantId = s.VariantId
LEFT JOIN [$schema$].SkuPolicy AS k ON k.VariantId = s.VariantId
LEFT JOIN [$schema$].Product AS p ON p.ProductId = s.ProductId
LEFT JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = s.InventoryItemId
LEFT JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Sku = @sku OR s.VariantId = @variantId
ORDER BY s.IsDeleted, s.VariantId;
