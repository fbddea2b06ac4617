-- name: RecordProductDrift
INSERT INTO SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'product', r.ProductId, p.Status || ' ' || p.Title, r.ProductStatus || ' ' || r.ProductTitle, r.ProductUpdatedAt,
    r.ProductUpdatedAt > @seenAt
FROM DownloadDifference AS d
JOIN DownloadedProduct AS r ON r.ProductId = d.Id
JOIN Product AS p ON p.ProductId = d.Id
WHERE d.Kind = 'product' AND d.IsOther = 1 AND d.IsWritten = 1;

-- name: RecordItemDrift
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'item', r.InventoryItemId, i.Tracked, r.Tracked, r.ItemUpdatedAt, r.ItemUpdatedAt > @seenAt
FROM DownloadDifference AS d
JOIN DownloadedItem AS r ON r.InventoryItemId = d.Id
JOIN InventoryItem AS i ON i.InventoryItemId = d.Id
WHERE d.Kind = 'item' AND d.IsOther = 1 AND d.IsWritten = 1;

-- name: ReplaceProducts
-- What differs; see ReplaceSkus.
UPDATE Product
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt,
    DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
FROM DownloadDifference AS d
JOIN DownloadedProduct AS r ON r.ProductId = d.Id
WHERE Product.ProductId = d.Id AND d.Kind = 'product' AND d.IsWritten = 1;

UPDATE Product
SET IsDeleted = 1 - IsDeleted, PresenceSeenAt = @seenAt
FROM DownloadDifference AS d
WHERE Product.ProductId = d.Id AND d.Kind = 'product presence' AND d.IsWritten = 1;

UPDATE Product
SET PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN IsDeleted = 0 THEN max(@seenAt, DetailsSeenAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Product
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId);

-- The download lists every variant of every product.
UPDATE Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
    VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt, max(@seenAt, r.ProductUpdatedAt), 1 /* ObservedBy.Read */, 0,
    @seenAt, @seenAt
FROM DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM Product AS p WHERE p.ProductId = r.ProductId);

-- name: ReplaceItems
-- What differs; see ReplaceSkus.
UPDATE InventoryItem
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt),
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM DownloadDifference AS d
JOIN DownloadedItem AS r ON r.InventoryItemId = d.Id
WHERE InventoryItem.InventoryItemId = d.Id AND d.Kind = 'item' AND d.IsWritten = 1;

UPDATE InventoryItem
SET IsDeleted = 1 - IsDeleted, PresenceSeenAt = @seenAt
FROM DownloadDifference AS d
WHERE InventoryItem.InventoryItemId = d.Id AND d.Kind = 'item presence' AND d.IsWritten = 1;

UPDATE InventoryItem
SET PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN IsDeleted = 0 THEN max(@seenAt, DetailsSeenAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE InventoryItem
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, max(@seenAt, r.ItemUpdatedAt), 1 /* ObservedBy.Read */, 0, @seenAt
FROM DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
