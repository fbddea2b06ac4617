-- name: RecordSumDrift
-- An availability that was not the sum of its levels, before anything of this run: somebody else wrote it, or this app has a fault.
-- @runId bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, N'sum', s.VariantId, s.ProductId, s.InventoryItemId, CAST(s.Available AS nvarchar(20)), CAST(a.Available AS nvarchar(20)), 0
FROM [$schema$].Sku AS s
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);

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

-- name: RecordVariantDrift
-- @runId bigint, @seenAt bigint
SET NOCOUNT ON;
-- Details that differ: WriteVariantDrift tells them.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, UpdatedAt, IsInFlight)
SELECT @runId, N'variant', d.VariantId, d.ProductId, d.InventoryItemId,
       d.VariantUpdatedAt, CASE WHEN d.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM
(
    SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.VariantUpdatedAt,
           s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy,
           [$schema$].CompareVariants(
               r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
               s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) AS Sign
    FROM [$schema$].DownloadedVariant AS r
    JOIN [$schema$].Sku AS s ON s.VariantId = r.VariantId
) AS d
WHERE d.Sign <> 0
  AND [$schema$].DecideObservation(d.DetailsUpdatedAt, d.DetailsSeenAt, d.DetailsObservedBy, d.VariantUpdatedAt, @seenAt,
      1 /* ObservedBy.Read */, d.Sign) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- Variants that were not there, and that no newer list of the product's variants has left out.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'variant presence', r.VariantId, r.ProductId, r.InventoryItemId, N'0', N'1', r.VariantUpdatedAt,
       CASE WHEN r.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedVariant AS r
LEFT JOIN [$schema$].Sku AS s ON s.VariantId = r.VariantId
LEFT JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE (s.VariantId IS NULL AND (u.VariantId IS NOT NULL OR coalesce(p.VariantsSeenAt, 0) <= @seenAt))
   OR (s.IsDeleted = 1 AND s.PresenceSeenAt < @seenAt);

-- Variants that are not there any more.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, N'variant presence', s.VariantId, s.ProductId, s.InventoryItemId, N'1', N'0', 0
FROM [$schema$].Sku AS s
WHERE s.IsDeleted = 0 AND s.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.VariantId = s.VariantId);

-- name: ReadVariantDrift
-- Of variants whose details differ, what they are before the run and what they become.
-- @runId bigint
SELECT d.Id, s.Sku AS HeldSku, s.Barcode AS HeldBarcode, s.Title AS HeldTitle, s.Price AS HeldPrice,
       r.Sku, r.Barcode, r.VariantTitle AS Title, r.Price
FROM [$schema$].SyncDrift AS d
JOIN [$schema$].Sku AS s ON s.VariantId = d.VariantId
JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = d.VariantId
WHERE d.SyncRunId = @runId AND d.Kind = N'variant'
ORDER BY d.Id;

-- name: WriteVariantDrift
-- @texts nvarchar(max)
SET NOCOUNT ON;
UPDATE d
SET Was = j.Was, Became = j.Became
FROM [$schema$].SyncDrift AS d
JOIN OPENJSON(@texts) WITH (Id bigint '$.id', Was nvarchar(max) '$.was', Became nvarchar(max) '$.became') AS j ON j.Id = d.Id;

-- name: RecordLevelDrift
-- @runId bigint, @seenAt bigint
SET NOCOUNT ON;
-- Numbers that differ, and levels that were not there.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'available', r.InventoryItemId, r.LocationId, CAST(l.Available AS nvarchar(20)), CAST(r.Available AS nvarchar(20)),
    r.UpdatedAt,
       CASE WHEN r.UpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedLevel AS r
LEFT JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
WHERE [$schema$].CompareNumbers(r.Available, l.Available) <> 0
  AND [$schema$].DecideObservation(
          l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
          [$schema$].CompareNumbers(r.Available, l.Available)) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- Levels that are connected, and were not.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'connected', l.InventoryItemId, l.LocationId, N'0', N'1', r.UpdatedAt, CASE WHEN r.UpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
WHERE l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt;

-- Levels that were connected, and are not.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, IsInFlight)
SELECT @runId, N'connected', l.InventoryItemId, l.LocationId, N'1', N'0', 0
FROM [$schema$].InventoryLevel AS l
WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1);

-- name: CountDrift
-- @runId bigint
SELECT coalesce(sum(CASE WHEN IsInFlight = 0 THEN CAST(1 AS bigint) ELSE 0 END), 0) AS Drift,
       coalesce(sum(CASE WHEN IsInFlight = 1 THEN CAST(1 AS bigint) ELSE 0 END), 0) AS InFlight
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId;

-- name: MeasureDrift
-- @runId bigint, @variants bigint, @now bigint
-- How right the tables were before this run: of the rows that should not have differed, the variants whose availability or presence readers
-- saw wrong, and how long rows had been wrong.
WITH Touched AS
(
    SELECT s.VariantId
    FROM [$schema$].SyncDrift AS d
    JOIN [$schema$].Sku AS s ON s.VariantId = d.VariantId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0
    UNION
    SELECT s.VariantId
    FROM [$schema$].SyncDrift AS d
    JOIN [$schema$].Sku AS s ON s.InventoryItemId = d.InventoryItemId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0 AND d.VariantId IS NULL
)
SELECT @variants
       + (SELECT count_big(*)
           FROM [$schema$].SyncDrift
           WHERE SyncRunId = @runId AND IsInFlight = 0 AND Kind = N'variant presence' AND Became = N'0') AS SkusCompared,
       (SELECT count_big(*)
        FROM Touched AS t
        JOIN [$schema$].Sku AS s ON s.VariantId = t.VariantId
        LEFT JOIN [$schema$].SkuBefore AS b ON b.VariantId = t.VariantId
        WHERE (s.IsDeleted = 0 AND b.VariantId IS NULL)
           OR (s.IsDeleted = 1 AND b.VariantId IS NOT NULL)
           OR (s.IsDeleted = 0 AND EXISTS (SELECT b.Available EXCEPT SELECT s.Available))) AS SkusWrong,
       (SELECT CASE count(*)
           WHEN 0 THEN 0
           ELSE max(CASE WHEN @now > UpdatedAt THEN (@now - UpdatedAt) / 1000000000 WHEN UpdatedAt IS NOT NULL THEN 0 END) END
        FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS WorstWrongSeconds,
       (SELECT CASE count(*)
           WHEN 0 THEN 0
           ELSE sum(CASE WHEN @now > UpdatedAt THEN (@now - UpdatedAt) / 1000000000 WHEN UpdatedAt IS NOT NULL THEN 0 END) END
        FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS TotalWrongSeconds;

-- name: ReadDrift
-- @runId bigint, @limit int
SELECT TOP (@limit) Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became, IsInFlight
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId
ORDER BY IsInFlight, Kind, VariantId, ProductId, InventoryItemId, LocationId;
