SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, s.IsDeleted, s.PresenceSeenAt,
       s.ProductTitle, s.ProductStatus, s.Tracked, s.Available, v.Sellable, k.SafetyStock, k.Note, k.SetAt,
       coalesce((SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'SafetyStock'), 0) AS SafetyStockOfAll, a.Available AS LevelsSum,
       p.Title AS HeldTitle, p.Status, p.DetailsUpdatedAt AS ProductUpdatedAt, p.DetailsSeenAt AS ProductSeenAt, p.DetailsObservedBy AS ProductObservedBy,
       p.IsDeleted AS IsProductDeleted, p.PresenceSeenAt AS ProductPresenceSeenAt,
       i.Tracked AS HeldTracked, i.DetailsUpdatedAt AS ItemUpdatedAt, i.DetailsSeenAt AS ItemSeenAt, i.DetailsObservedBy AS ItemObservedBy,
       i.IsDeleted AS IsItemDeleted, i.PresenceSeenAt AS ItemPresenceSeenAt
FROM Sku AS s
LEFT JOIN SkuLive AS v ON v.VariantId = s.VariantId
LEFT JOIN SkuPolicy AS k ON k.VariantId = s.VariantId
LEFT JOIN Product AS p ON p.ProductId = s.ProductId
LEFT JOIN InventoryItem AS i ON i.InventoryItemId = s.InventoryItemId
LEFT JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Sku = @sku OR s.VariantId = @variantId
ORDER BY s.IsDeleted, s.VariantId
LIMIT @limit;
