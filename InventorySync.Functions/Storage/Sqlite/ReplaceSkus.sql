UPDATE Sku
SET ProductId = r.ProductId,
    InventoryItemId = r.InventoryItemId,
    Sku = r.Sku,
    Barcode = r.Barcode,
    Title = r.VariantTitle,
    Price = r.Price,
    DetailsUpdatedAt = r.VariantUpdatedAt,
    DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt),
    DetailsObservedBy = 1
FROM RawSkusFromShopify AS r
WHERE r.VariantId = Sku.VariantId
  AND (Sku.DetailsSeenAt < @seenAt
       OR r.VariantUpdatedAt > Sku.DetailsUpdatedAt
       OR (r.VariantUpdatedAt = Sku.DetailsUpdatedAt AND Sku.DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt)
           AND compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                                Sku.Sku, Sku.Barcode, Sku.Title, Sku.Price, Sku.ProductId, Sku.InventoryItemId) < 0));

-- Absence is an observation as well.
UPDATE Sku
SET IsDeleted = NOT EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = Sku.VariantId), PresenceSeenAt = @seenAt
WHERE PresenceSeenAt < @seenAt
   OR (PresenceSeenAt = @seenAt AND NOT EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = Sku.VariantId));

-- A variant that is not there yet may have been named, or left out, by a list of its product's variants that is newer than the download.
INSERT INTO Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price, r.VariantUpdatedAt, max(@seenAt, r.VariantUpdatedAt), 1,
       r.ProductTitle, r.ProductStatus, r.Tracked, NULL,
       CASE WHEN u.VariantId IS NULL AND p.VariantsSeenAt > @seenAt THEN 1 ELSE 0 END,
       CASE WHEN u.VariantId IS NULL THEN max(p.VariantsSeenAt, @seenAt) ELSE max(u.PresenceSeenAt, @seenAt) END
FROM RawSkusFromShopify AS r
JOIN Product AS p ON p.ProductId = r.ProductId
LEFT JOIN UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE true
ON CONFLICT (VariantId) DO NOTHING;

-- Those that are read now, and those that the download left out.
DELETE FROM UnreadVariant
WHERE PresenceSeenAt <= @seenAt OR VariantId IN (SELECT VariantId FROM Sku);

-- The copies of what their rows say.
UPDATE Sku
SET ProductTitle = p.Title, ProductStatus = p.Status
FROM Product AS p
WHERE p.ProductId = Sku.ProductId AND (p.Title <> Sku.ProductTitle OR p.Status <> Sku.ProductStatus);

UPDATE Sku
SET Tracked = i.Tracked
FROM InventoryItem AS i
WHERE i.InventoryItemId = Sku.InventoryItemId AND i.Tracked IS NOT Sku.Tracked;
