-- Every statement of a full sync that names a detail of a variant, so that a new one is added in one file.

-- name: StageVariant
INSERT INTO StagedVariant
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, LocationsCount)
VALUES
    (@VariantId, @ProductId, @InventoryItemId, @Sku, @Barcode, @ProductTitle, @VariantTitle, @Price, @ProductStatus, @Tracked,
     @VariantUpdatedAt, @ProductUpdatedAt, @ItemUpdatedAt, @LocationsCount);

-- name: ReplaceRawSkus
DELETE FROM RawSkusFromShopify;

-- A row that came twice: the newer one, and of two of one version the smaller, whichever came first.
INSERT INTO RawSkusFromShopify
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, SyncRunId)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
       VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, @runId
FROM StagedVariant
WHERE true
ON CONFLICT (VariantId) DO UPDATE
SET ProductId = excluded.ProductId,
    InventoryItemId = excluded.InventoryItemId,
    Sku = excluded.Sku,
    Barcode = excluded.Barcode,
    ProductTitle = excluded.ProductTitle,
    VariantTitle = excluded.VariantTitle,
    Price = excluded.Price,
    ProductStatus = excluded.ProductStatus,
    Tracked = excluded.Tracked,
    VariantUpdatedAt = excluded.VariantUpdatedAt,
    ProductUpdatedAt = excluded.ProductUpdatedAt,
    ItemUpdatedAt = excluded.ItemUpdatedAt
WHERE (excluded.VariantUpdatedAt, excluded.ProductUpdatedAt, excluded.ItemUpdatedAt) > (VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt)
   OR ((excluded.VariantUpdatedAt, excluded.ProductUpdatedAt, excluded.ItemUpdatedAt) = (VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt)
       AND compare_variants(excluded.Sku, excluded.Barcode, excluded.VariantTitle, excluded.Price, excluded.ProductId,
           excluded.InventoryItemId,
                            Sku, Barcode, VariantTitle, Price, ProductId, InventoryItemId) < 0);

-- name: SnapshotSkus
-- What readers see before this run, so that what it changed for them can be counted: versions move with every read, and are nobody's news.
CREATE TEMP TABLE IF NOT EXISTS SkuBefore
(
    VariantId       INTEGER NOT NULL PRIMARY KEY,
    ProductId       INTEGER NOT NULL,
    InventoryItemId INTEGER NOT NULL,
    Sku             TEXT    NULL,
    Barcode         TEXT    NULL,
    Title           TEXT    NOT NULL,
    Price           TEXT    NOT NULL,
    ProductTitle    TEXT    NULL,
    ProductStatus   TEXT    NULL,
    Tracked         INTEGER NULL,
    Available       INTEGER NULL
);
DELETE FROM SkuBefore;

INSERT INTO SkuBefore (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM Sku
WHERE IsDeleted = 0;

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

-- name: AskForConflicts
-- The same version with another value, values of one second, or another presence in the same second: only a later read can tell. A product
-- is read with any of its items.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1 /* LookUpKind.InventoryItem */, c.InventoryItemId, 2 /* LookUpReason.Conflict */, @now, @seenAt, @notBefore, 0
FROM
(
    SELECT l.InventoryItemId
    FROM InventoryLevel AS l
    JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    WHERE (l.Available IS NOT r.Available
        AND l.AvailableUpdatedAt = r.UpdatedAt
        AND l.AvailableSeenAt >= @seenAt
        AND (l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) OR l.AvailableSeenAt < r.UpdatedAt + 1000000000))
       OR (l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 0)
    UNION
    SELECT l.InventoryItemId
    FROM InventoryLevel AS l
    WHERE l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 1
      AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId
          AND r.LocationId = l.LocationId)
      AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId)
    UNION
    SELECT i.InventoryItemId
    FROM InventoryItem AS i
    LEFT JOIN DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
    WHERE (i.Tracked <> r.Tracked
        AND i.DetailsUpdatedAt = r.ItemUpdatedAt
        AND i.DetailsSeenAt >= @seenAt
        AND (i.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) OR i.DetailsSeenAt < r.ItemUpdatedAt + 1000000000))
       OR (i.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND i.IsDeleted = (r.InventoryItemId IS NOT NULL))
    UNION
    SELECT coalesce(r.InventoryItemId, s.InventoryItemId)
    FROM Sku AS s
    LEFT JOIN RawSkusFromShopify AS r ON r.VariantId = s.VariantId
    WHERE CASE
        WHEN s.DetailsUpdatedAt = r.VariantUpdatedAt
            AND s.DetailsSeenAt >= @seenAt
            AND (s.DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt) OR s.DetailsSeenAt < r.VariantUpdatedAt + 1000000000)
               THEN compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                                     s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) <> 0
          END
       OR (s.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND s.IsDeleted = (r.VariantId IS NOT NULL))
    UNION
    SELECT (SELECT min(v.InventoryItemId) FROM Sku AS v WHERE v.ProductId = p.ProductId)
    FROM Product AS p
    LEFT JOIN DownloadedProduct AS r ON r.ProductId = p.ProductId
    WHERE CASE
        WHEN p.DetailsUpdatedAt = r.ProductUpdatedAt
            AND p.DetailsSeenAt >= @seenAt
            AND (p.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt) OR p.DetailsSeenAt < r.ProductUpdatedAt + 1000000000)
               THEN compare_products(r.ProductTitle, r.ProductStatus, p.Title, p.Status) <> 0
          END
       OR (p.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND p.IsDeleted = (r.ProductId IS NOT NULL))
) AS c
WHERE c.InventoryItemId IS NOT NULL
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);

-- name: ReplaceSkus
-- What differs. The three indexes are written with every row that is set here, so one that says the same is left to the statements of the
-- versions alone.
UPDATE Sku
SET ProductId = r.ProductId,
    InventoryItemId = r.InventoryItemId,
    Sku = r.Sku,
    Barcode = r.Barcode,
    Title = r.VariantTitle,
    Price = r.Price,
    DetailsUpdatedAt = r.VariantUpdatedAt,
    DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt),
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM RawSkusFromShopify AS r
WHERE r.VariantId = Sku.VariantId
  AND (r.VariantUpdatedAt <> Sku.DetailsUpdatedAt OR r.Sku IS NOT Sku.Sku OR r.Barcode IS NOT Sku.Barcode OR r.VariantTitle <> Sku.Title
      OR r.Price <> Sku.Price
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
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Sku
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = Sku.VariantId);

-- A variant that is not there yet may have been named, or left out, by a list of its product's variants that is newer than the download.
INSERT INTO Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price, r.VariantUpdatedAt,
    max(@seenAt, r.VariantUpdatedAt), 1 /* ObservedBy.Read */,
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

-- name: CountSkusWritten
-- Rows that came, went or changed for readers.
SELECT
    (SELECT count(*)
     FROM Sku AS s
     LEFT JOIN SkuBefore AS b ON b.VariantId = s.VariantId
     WHERE s.IsDeleted = 0
       AND (b.VariantId IS NULL
            OR b.ProductId <> s.ProductId OR b.InventoryItemId <> s.InventoryItemId OR b.Sku IS NOT s.Sku OR b.Barcode IS NOT s.Barcode
            OR b.Title <> s.Title
            OR b.Price <> s.Price
            OR b.ProductTitle IS NOT s.ProductTitle
            OR b.ProductStatus IS NOT s.ProductStatus
            OR b.Tracked IS NOT s.Tracked
            OR b.Available IS NOT s.Available))
    + (SELECT count(*) FROM SkuBefore AS b JOIN Sku AS s ON s.VariantId = b.VariantId WHERE s.IsDeleted = 1) AS SkusWritten;
