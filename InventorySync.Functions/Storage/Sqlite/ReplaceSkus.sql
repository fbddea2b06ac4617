-- What differs. The three indexes are written with every row that is set here, so one that says the same is left to the statements of the versions alone.
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
  AND (r.VariantUpdatedAt <> Sku.DetailsUpdatedAt OR r.Sku IS NOT Sku.Sku OR r.Barcode IS NOT Sku.Barcode OR r.VariantTitle <> Sku.Title OR r.Price <> Sku.Price
       OR r.ProductId <> Sku.ProductId OR r.InventoryItemId <> Sku.InventoryItemId)
  AND (Sku.DetailsSeenAt < @seenAt
       OR r.VariantUpdatedAt > Sku.DetailsUpdatedAt
       OR (r.VariantUpdatedAt = Sku.DetailsUpdatedAt AND Sku.DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt)
           AND compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                                Sku.Sku, Sku.Barcode, Sku.Title, Sku.Price, Sku.ProductId, Sku.InventoryItemId) < 0));

-- Absence is an observation as well.
UPDATE Sku
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = Sku.VariantId);

-- All others were read. Their versions move with every read, so this names neither a column of an index nor another table.
UPDATE Sku
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Sku
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = Sku.VariantId);

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
WHERE NOT EXISTS (SELECT 1 FROM Sku AS s WHERE s.VariantId = r.VariantId);

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
