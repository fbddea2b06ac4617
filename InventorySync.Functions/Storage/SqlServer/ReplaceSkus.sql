-- @seenAt bigint
SET NOCOUNT ON;
-- What differs. The indexes are written with every row that is set here, so one that says the same is left to the statements of the versions alone.
UPDATE s
SET ProductId = r.ProductId,
    InventoryItemId = r.InventoryItemId,
    Sku = r.Sku,
    Barcode = r.Barcode,
    Title = r.VariantTitle,
    Price = r.Price,
    DetailsUpdatedAt = r.VariantUpdatedAt,
    DetailsSeenAt = [$schema$].Later(@seenAt, r.VariantUpdatedAt),
    DetailsObservedBy = 1
FROM [$schema$].Sku AS s
JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = s.VariantId
CROSS APPLY
(
    SELECT [$schema$].CompareVariants(
        r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
        s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) AS Sign
) AS c
WHERE (c.Sign <> 0 OR r.VariantUpdatedAt <> s.DetailsUpdatedAt)
  AND [$schema$].DecideObservation(s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, r.VariantUpdatedAt, @seenAt, 1, c.Sign) IN (0, 3);

-- Absence is an observation as well.
UPDATE s
SET IsDeleted = 1, PresenceSeenAt = @seenAt
FROM [$schema$].Sku AS s
WHERE s.PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.VariantId = s.VariantId);

-- All others were read. Their versions move with every read, so this names neither a column of an index nor another table.
UPDATE [$schema$].Sku
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN 1 ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE s
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1
FROM [$schema$].Sku AS s
WHERE [$schema$].Later(s.DetailsSeenAt, s.DetailsUpdatedAt) < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.VariantId = s.VariantId);

-- A variant that is not there yet may have been named, or left out, by a list of its product's variants that is newer than the download.
INSERT INTO [$schema$].Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price, r.VariantUpdatedAt, [$schema$].Later(@seenAt, r.VariantUpdatedAt), 1,
       r.ProductTitle, r.ProductStatus, r.Tracked, NULL,
       CASE WHEN u.VariantId IS NULL AND p.VariantsSeenAt > @seenAt THEN 1 ELSE 0 END,
       CASE
           WHEN u.VariantId IS NULL AND p.VariantsSeenAt > @seenAt THEN p.VariantsSeenAt
           WHEN u.PresenceSeenAt > @seenAt THEN u.PresenceSeenAt
           ELSE @seenAt
       END
FROM [$schema$].DownloadedVariant AS r
JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Sku AS s WHERE s.VariantId = r.VariantId);

-- Those that are read now, and those that the download left out.
DELETE FROM [$schema$].UnreadVariant
WHERE PresenceSeenAt <= @seenAt OR VariantId IN (SELECT VariantId FROM [$schema$].Sku);

-- The copies of what their rows say.
UPDATE s
SET ProductTitle = p.Title, ProductStatus = p.Status
FROM [$schema$].Sku AS s
JOIN [$schema$].Product AS p ON p.ProductId = s.ProductId
WHERE p.Title IS NOT NULL AND [$schema$].CompareProducts(p.Title, p.Status, s.ProductTitle, s.ProductStatus) <> 0;

UPDATE s
SET Tracked = i.Tracked
FROM [$schema$].Sku AS s
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT i.Tracked EXCEPT SELECT s.Tracked);
