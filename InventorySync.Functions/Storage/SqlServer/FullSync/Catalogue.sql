-- name: RecordProductDrift
-- @runId bigint, @seenAt bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'product', r.ProductId, p.Status + N' ' + p.Title, r.ProductStatus + N' ' + r.ProductTitle, r.ProductUpdatedAt,
       CASE WHEN r.ProductUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadDifference AS d
JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = d.Id
JOIN [$schema$].Product AS p ON p.ProductId = d.Id
WHERE d.Kind = N'product' AND d.IsOther = 1 AND d.IsWritten = 1;

-- name: RecordItemDrift
-- @runId bigint, @seenAt bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'item', r.InventoryItemId, CAST(i.Tracked AS nvarchar(20)), CAST(r.Tracked AS nvarchar(20)), r.ItemUpdatedAt,
       CASE WHEN r.ItemUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadDifference AS d
JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = d.Id
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = d.Id
WHERE d.Kind = N'item' AND d.IsOther = 1 AND d.IsWritten = 1;

-- name: ReplaceProducts
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE p
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt,
    DetailsSeenAt = CASE WHEN r.ProductUpdatedAt > @seenAt THEN r.ProductUpdatedAt ELSE @seenAt END,
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Product AS p
JOIN [$schema$].DownloadDifference AS d ON d.Id = p.ProductId
JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = d.Id
WHERE d.Kind = N'product' AND d.IsWritten = 1;

UPDATE p
SET IsDeleted = CASE WHEN p.IsDeleted = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
FROM [$schema$].Product AS p
JOIN [$schema$].DownloadDifference AS d ON d.Id = p.ProductId
WHERE d.Kind = N'product presence' AND d.IsWritten = 1;

UPDATE [$schema$].Product
SET PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE p
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Product AS p
WHERE p.DetailsSeenAt < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedProduct AS r WHERE r.ProductId = p.ProductId);

-- The download lists every variant of every product.
UPDATE [$schema$].Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO [$schema$].Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
    VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt,
    CASE WHEN r.ProductUpdatedAt > @seenAt THEN r.ProductUpdatedAt ELSE @seenAt END, 1 /* ObservedBy.Read */, 0, @seenAt, @seenAt
FROM [$schema$].DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Product AS p WHERE p.ProductId = r.ProductId);

-- name: ReplaceItems
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE i
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt,
    DetailsSeenAt = CASE WHEN r.ItemUpdatedAt > @seenAt THEN r.ItemUpdatedAt ELSE @seenAt END,
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].DownloadDifference AS d ON d.Id = i.InventoryItemId
JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = d.Id
WHERE d.Kind = N'item' AND d.IsWritten = 1;

UPDATE i
SET IsDeleted = CASE WHEN i.IsDeleted = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].DownloadDifference AS d ON d.Id = i.InventoryItemId
WHERE d.Kind = N'item presence' AND d.IsWritten = 1;

UPDATE [$schema$].InventoryItem
SET PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE i
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryItem AS i
WHERE i.DetailsSeenAt < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = i.InventoryItemId);

INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
    PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, CASE WHEN r.ItemUpdatedAt > @seenAt THEN r.ItemUpdatedAt ELSE @seenAt END,
    1 /* ObservedBy.Read */, 0, @seenAt
FROM [$schema$].DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
