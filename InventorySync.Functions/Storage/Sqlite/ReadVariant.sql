SELECT ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt
FROM Sku
WHERE VariantId = @variantId;
