-- name: RecordSumDrift
-- An availability that was not the sum of its levels, before anything of this run: somebody else wrote it, or this app has a fault.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, 'sum', s.VariantId, s.ProductId, s.InventoryItemId, s.Available, a.Available, 0
FROM Sku AS s
JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Available IS NOT a.Available;

-- name: RecordProductDrift
INSERT INTO SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'product', r.ProductId, p.Status || ' ' || p.Title, r.ProductStatus || ' ' || r.ProductTitle, r.ProductUpdatedAt,
    r.ProductUpdatedAt > @seenAt
FROM DownloadedProduct AS r
JOIN Product AS p ON p.ProductId = r.ProductId
WHERE (p.Title IS NOT r.ProductTitle OR p.Status IS NOT r.ProductStatus)
  AND (p.DetailsSeenAt IS NULL
       OR p.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > p.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = p.DetailsUpdatedAt AND p.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, p.Title, p.Status) < 0));

-- name: RecordItemDrift
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'item', r.InventoryItemId, i.Tracked, r.Tracked, r.ItemUpdatedAt, r.ItemUpdatedAt > @seenAt
FROM DownloadedItem AS r
JOIN InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
WHERE i.Tracked IS NOT r.Tracked
  AND (i.DetailsSeenAt IS NULL
       OR i.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > i.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = i.DetailsUpdatedAt AND i.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) AND r.Tracked < i.Tracked));

-- name: RecordVariantDrift
-- Details that differ: WriteVariantDrift tells them.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, UpdatedAt, IsInFlight)
SELECT @runId, 'variant', r.VariantId, r.ProductId, r.InventoryItemId, r.VariantUpdatedAt, r.VariantUpdatedAt > @seenAt
FROM RawSkusFromShopify AS r
JOIN Sku AS s ON s.VariantId = r.VariantId
WHERE (s.Sku IS NOT r.Sku OR s.Barcode IS NOT r.Barcode OR s.Title <> r.VariantTitle OR s.Price <> r.Price
       OR s.ProductId <> r.ProductId OR s.InventoryItemId <> r.InventoryItemId)
  -- A price may come with other digits.
  AND compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                       s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) <> 0
  AND (s.DetailsSeenAt < @seenAt
       OR r.VariantUpdatedAt > s.DetailsUpdatedAt
       OR (r.VariantUpdatedAt = s.DetailsUpdatedAt AND s.DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt)
           AND compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                                s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) < 0));

-- Variants that were not there, and that no newer list of the product's variants has left out.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'variant presence', r.VariantId, r.ProductId, r.InventoryItemId, 0, 1, r.VariantUpdatedAt, r.VariantUpdatedAt > @seenAt
FROM RawSkusFromShopify AS r
LEFT JOIN Sku AS s ON s.VariantId = r.VariantId
LEFT JOIN Product AS p ON p.ProductId = r.ProductId
LEFT JOIN UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE (s.VariantId IS NULL AND (u.VariantId IS NOT NULL OR coalesce(p.VariantsSeenAt, 0) <= @seenAt))
   OR (s.IsDeleted = 1 AND s.PresenceSeenAt < @seenAt);

-- Variants that are not there any more.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, 'variant presence', s.VariantId, s.ProductId, s.InventoryItemId, 1, 0, 0
FROM Sku AS s
WHERE s.IsDeleted = 0 AND s.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = s.VariantId);

-- name: ReadVariantDrift
-- Of variants whose details differ, what they are before the run and what they become.
SELECT d.rowid AS Id, s.Sku AS HeldSku, s.Barcode AS HeldBarcode, s.Title AS HeldTitle, s.Price AS HeldPrice,
       r.Sku, r.Barcode, r.VariantTitle AS Title, r.Price
FROM SyncDrift AS d
JOIN Sku AS s ON s.VariantId = d.VariantId
JOIN RawSkusFromShopify AS r ON r.VariantId = d.VariantId
WHERE d.SyncRunId = @runId AND d.Kind = 'variant'
ORDER BY d.rowid;

-- name: WriteVariantDrift
UPDATE SyncDrift SET Was = @was, Became = @became WHERE rowid = @id;

-- name: RecordLevelDrift
-- Numbers that differ, and levels that were not there.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'available', r.InventoryItemId, r.LocationId, l.Available, r.Available, r.UpdatedAt, r.UpdatedAt > @seenAt
FROM RawInventoryLevelsFromShopify AS r
LEFT JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
WHERE l.Available IS NOT r.Available
  AND (l.AvailableSeenAt IS NULL
       OR l.AvailableSeenAt < @seenAt
       OR r.UpdatedAt > l.AvailableUpdatedAt
       OR (r.UpdatedAt = l.AvailableUpdatedAt AND l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) AND r.Available < l.Available));

-- Levels that are connected, and were not.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'connected', l.InventoryItemId, l.LocationId, 0, 1, r.UpdatedAt, r.UpdatedAt > @seenAt
FROM InventoryLevel AS l
JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
WHERE l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt;

-- Levels that were connected, and are not.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, IsInFlight)
SELECT @runId, 'connected', l.InventoryItemId, l.LocationId, 1, 0, 0
FROM InventoryLevel AS l
WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId
      AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId);

-- name: CountDrift
SELECT count(*) FILTER (WHERE IsInFlight = 0) AS Drift, count(*) FILTER (WHERE IsInFlight = 1) AS InFlight
FROM SyncDrift
WHERE SyncRunId = @runId;

-- name: MeasureDrift
-- How right the tables were before this run: of the rows that should not have differed, the variants whose availability or presence readers
-- saw wrong, and how long rows had been wrong.
WITH Touched AS
(
    SELECT s.VariantId
    FROM SyncDrift AS d
    JOIN Sku AS s ON s.VariantId = d.VariantId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0
    UNION
    SELECT s.VariantId
    FROM SyncDrift AS d
    JOIN Sku AS s ON s.InventoryItemId = d.InventoryItemId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0 AND d.VariantId IS NULL
)
SELECT @variants
       + (SELECT count(*)
           FROM SyncDrift
           WHERE SyncRunId = @runId AND IsInFlight = 0 AND Kind = 'variant presence' AND Became = '0') AS SkusCompared,
       (SELECT count(*)
        FROM Touched AS t
        JOIN Sku AS s ON s.VariantId = t.VariantId
        LEFT JOIN SkuBefore AS b ON b.VariantId = t.VariantId
        WHERE (s.IsDeleted = 0 AND b.VariantId IS NULL)
           OR (s.IsDeleted = 1 AND b.VariantId IS NOT NULL)
           OR (s.IsDeleted = 0 AND b.Available IS NOT s.Available)) AS SkusWrong,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE max(max(@now - UpdatedAt, 0) / 1000000000) END FROM SyncDrift WHERE SyncRunId = @runId
           AND IsInFlight = 0) AS WorstWrongSeconds,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE sum(max(@now - UpdatedAt, 0) / 1000000000) END FROM SyncDrift WHERE SyncRunId = @runId
           AND IsInFlight = 0) AS TotalWrongSeconds;

-- name: ReadDrift
SELECT Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became, IsInFlight
FROM SyncDrift
WHERE SyncRunId = @runId
ORDER BY IsInFlight, Kind, VariantId, ProductId, InventoryItemId, LocationId
LIMIT @limit;
