-- name: RecordProductDrift
-- @runId bigint, @seenAt bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'product', r.ProductId, p.Status + N' ' + p.Title, r.ProductStatus + N' ' + r.ProductTitle, r.ProductUpdatedAt,
       CASE WHEN r.ProductUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedProduct AS r
JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
WHERE [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status) <> 0
  AND [$schema$].DecideObservation(
          p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
          [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status))
          IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- name: RecordItemDrift
-- @runId bigint, @seenAt bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'item', r.InventoryItemId, CAST(i.Tracked AS nvarchar(20)), CAST(r.Tracked AS nvarchar(20)), r.ItemUpdatedAt,
       CASE WHEN r.ItemUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedItem AS r
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
WHERE [$schema$].CompareNumbers(r.Tracked, i.Tracked) <> 0
  AND [$schema$].DecideObservation(
          i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
          [$schema$].CompareNumbers(r.Tracked, i.Tracked)) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- name: ReplaceProducts
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE p
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt,
    DetailsSeenAt = [$schema$].Later(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Product AS p
JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
CROSS APPLY (SELECT [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status) AS Sign) AS c
WHERE (c.Sign <> 0 OR p.DetailsUpdatedAt IS NULL OR r.ProductUpdatedAt <> p.DetailsUpdatedAt)
  AND [$schema$].DecideObservation(p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt,
      1 /* ObservedBy.Read */, c.Sign) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- Absence is an observation as well.
UPDATE p
SET IsDeleted = 1, PresenceSeenAt = @seenAt
FROM [$schema$].Product AS p
WHERE p.PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedProduct AS r WHERE r.ProductId = p.ProductId);

-- All others were read.
UPDATE [$schema$].Product
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE
        WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE p
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Product AS p
WHERE [$schema$].Later(p.DetailsSeenAt, p.DetailsUpdatedAt) < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedProduct AS r WHERE r.ProductId = p.ProductId);

-- The download lists every variant of every product.
UPDATE [$schema$].Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO [$schema$].Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
    VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt, [$schema$].Later(@seenAt, r.ProductUpdatedAt),
    1 /* ObservedBy.Read */, 0, @seenAt, @seenAt
FROM [$schema$].DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Product AS p WHERE p.ProductId = r.ProductId);

-- name: ReplaceItems
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE i
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, r.ItemUpdatedAt),
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
CROSS APPLY (SELECT [$schema$].CompareNumbers(r.Tracked, i.Tracked) AS Sign) AS c
WHERE (c.Sign <> 0 OR i.DetailsUpdatedAt IS NULL OR r.ItemUpdatedAt <> i.DetailsUpdatedAt)
  AND [$schema$].DecideObservation(i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt,
      1 /* ObservedBy.Read */, c.Sign) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- Absence is an observation as well.
UPDATE i
SET IsDeleted = 1, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryItem AS i
WHERE i.PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = i.InventoryItemId);

-- All others were read.
UPDATE [$schema$].InventoryItem
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE
        WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE i
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryItem AS i
WHERE [$schema$].Later(i.DetailsSeenAt, i.DetailsUpdatedAt) < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = i.InventoryItemId);

INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
    PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, [$schema$].Later(@seenAt, r.ItemUpdatedAt), 1 /* ObservedBy.Read */, 0, @seenAt
FROM [$schema$].DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
