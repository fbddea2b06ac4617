-- Every statement of a full sync that names a detail of a variant, so that a new one is added in one file.

-- name: DeduplicateStaging
-- The download, each thing once, before anything is locked that others wait for: of a row that came twice the newer one, and of two of one
-- version the smaller, whichever came first. The variants of a product, and those that share an item, are downloaded at different instants:
-- the newest one counts.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].DownloadedVariant;
TRUNCATE TABLE [$schema$].DownloadedLevel;
TRUNCATE TABLE [$schema$].DownloadedProduct;
TRUNCATE TABLE [$schema$].DownloadedItem;

-- The end of each text: see CompareText.
INSERT INTO [$schema$].DownloadedVariant
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked, VariantUpdatedAt,
     ProductUpdatedAt, ItemUpdatedAt)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked, VariantUpdatedAt,
    ProductUpdatedAt, ItemUpdatedAt
FROM
(
    SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
           VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt,
           row_number() OVER
           (
               PARTITION BY VariantId
               ORDER BY VariantUpdatedAt DESC, ProductUpdatedAt DESC, ItemUpdatedAt DESC,
                        (Sku + NCHAR(1)) COLLATE Latin1_General_100_BIN2, (Barcode + NCHAR(1)) COLLATE Latin1_General_100_BIN2,
                        (VariantTitle + NCHAR(1)) COLLATE Latin1_General_100_BIN2, Price, ProductId, InventoryItemId
           ) AS N
    FROM [$schema$].StagedVariant
) AS s
WHERE N = 1;

INSERT INTO [$schema$].DownloadedLevel (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM
(
    SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt,
           row_number() OVER (PARTITION BY InventoryItemId, LocationId ORDER BY UpdatedAt DESC, Available) AS N
    FROM [$schema$].StagedInventoryLevel
) AS s
WHERE N = 1;

INSERT INTO [$schema$].DownloadedProduct (ProductId, ProductTitle, ProductStatus, ProductUpdatedAt)
SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt
FROM
(
    SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt,
           row_number() OVER
           (
               PARTITION BY ProductId
               ORDER BY ProductUpdatedAt DESC, (ProductTitle + NCHAR(1)) COLLATE Latin1_General_100_BIN2,
                   (ProductStatus + NCHAR(1)) COLLATE Latin1_General_100_BIN2
           ) AS N
    FROM [$schema$].StagedVariant
) AS s
WHERE N = 1;

INSERT INTO [$schema$].DownloadedItem (InventoryItemId, Tracked, ItemUpdatedAt, IsCutOff)
SELECT s.InventoryItemId, s.Tracked, s.ItemUpdatedAt, CASE WHEN s.Said > coalesce(l.Came, 0) THEN 1 ELSE 0 END
FROM
(
    SELECT InventoryItemId, Tracked, ItemUpdatedAt,
           max(LocationsCount) OVER (PARTITION BY InventoryItemId) AS Said,
           row_number() OVER (PARTITION BY InventoryItemId ORDER BY ItemUpdatedAt DESC, Tracked) AS N
    FROM [$schema$].StagedVariant
) AS s
LEFT JOIN (SELECT InventoryItemId, count(*) AS Came FROM [$schema$].DownloadedLevel GROUP BY InventoryItemId) AS l
    ON l.InventoryItemId = s.InventoryItemId
WHERE s.N = 1;
COMMIT TRANSACTION;

-- name: SnapshotSkus
SET NOCOUNT ON;
TRUNCATE TABLE [$schema$].SkuBefore;
INSERT INTO [$schema$].SkuBefore
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM [$schema$].Sku
WHERE IsDeleted = 0;

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

-- name: AskForConflicts
-- The same version with another value, values of one second, or another presence in the same second: only a later read can tell (reason 2).
-- A product is read with any of its items. Items with fewer levels than Shopify says they have may be read at once (reason 3).
-- @seenAt bigint, @now bigint, @waitNanoseconds bigint
SET NOCOUNT ON;
DECLARE @need TABLE (InventoryItemId bigint NOT NULL, Reason tinyint NOT NULL, NotBefore bigint NOT NULL,
    PRIMARY KEY (InventoryItemId, Reason));

INSERT INTO @need (InventoryItemId, Reason, NotBefore)
SELECT c.InventoryItemId, 2 /* LookUpReason.Conflict */, @seenAt + @waitNanoseconds
FROM
(
    SELECT l.InventoryItemId
    FROM [$schema$].InventoryLevel AS l
    JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    WHERE [$schema$].DecideObservation(
              l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
              [$schema$].CompareNumbers(r.Available, l.Available)) IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */)
       OR (l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 0)
    UNION
    SELECT l.InventoryItemId
    FROM [$schema$].InventoryLevel AS l
    WHERE l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 1
      AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId
          AND r.LocationId = l.LocationId)
      AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1)
    UNION
    SELECT i.InventoryItemId
    FROM [$schema$].InventoryItem AS i
    LEFT JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
    WHERE [$schema$].DecideObservation(
              i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
              [$schema$].CompareNumbers(r.Tracked, i.Tracked)) IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */)
       OR (i.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND i.IsDeleted = CASE WHEN r.InventoryItemId IS NOT NULL THEN 1 ELSE 0 END)
    UNION
    SELECT coalesce(r.InventoryItemId, s.InventoryItemId)
    FROM [$schema$].Sku AS s
    LEFT JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = s.VariantId
    WHERE [$schema$].DecideObservation(
              s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, r.VariantUpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
              [$schema$].CompareVariants(
                  r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                  s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId))
              IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */)
       OR (s.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND s.IsDeleted = CASE WHEN r.VariantId IS NOT NULL THEN 1 ELSE 0 END)
    UNION
    SELECT (SELECT min(v.InventoryItemId) FROM [$schema$].Sku AS v WHERE v.ProductId = p.ProductId)
    FROM [$schema$].Product AS p
    LEFT JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
    WHERE [$schema$].DecideObservation(
              p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
              [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status))
              IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */)
       OR (p.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND p.IsDeleted = CASE WHEN r.ProductId IS NOT NULL THEN 1 ELSE 0 END)
) AS c
WHERE c.InventoryItemId IS NOT NULL;

-- No source says whether locationsCount counts inactive levels too. If it does, this is no sign of a download that was cut off, and every
-- run would ask for thousands of items: so 300 at most, as many as are looked up one by one at all, and first those of which a level that
-- is held as connected did not come.
INSERT INTO @need (InventoryItemId, Reason, NotBefore)
SELECT TOP (300) c.InventoryItemId, 3 /* LookUpReason.FewerLevels */, @now
FROM [$schema$].DownloadedItem AS c
WHERE c.IsCutOff = 1
ORDER BY
    CASE WHEN EXISTS
    (
        SELECT 1
        FROM [$schema$].InventoryLevel AS l
        WHERE l.InventoryItemId = c.InventoryItemId AND l.IsConnected = 1
          AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId
              AND r.LocationId = l.LocationId)
    ) THEN 0 ELSE 1 END,
    c.InventoryItemId;

UPDATE p
SET Reason = CASE WHEN p.Reason < n.Reason THEN n.Reason ELSE p.Reason END,
    SeenAfter = CASE WHEN p.SeenAfter < @seenAt THEN @seenAt ELSE p.SeenAfter END,
    NotBefore = CASE WHEN p.NotBefore < n.NotBefore THEN n.NotBefore ELSE p.NotBefore END
FROM [$schema$].PendingLookUp AS p
JOIN (SELECT InventoryItemId, max(Reason) AS Reason, max(NotBefore) AS NotBefore FROM @need GROUP BY InventoryItemId) AS n
    ON n.InventoryItemId = p.Id
WHERE p.Kind = 1 /* LookUpKind.InventoryItem */;

INSERT INTO [$schema$].PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1 /* LookUpKind.InventoryItem */, n.InventoryItemId, max(n.Reason), @now, @seenAt, max(n.NotBefore), 0
FROM @need AS n
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].PendingLookUp AS p WHERE p.Kind = 1 /* LookUpKind.InventoryItem */ AND p.Id = n.InventoryItemId)
GROUP BY n.InventoryItemId;

SELECT count_big(*) AS LookUpsAsked FROM @need;

-- name: ReplaceSkus
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs. The indexes are written with every row that is set here, so one that says the same is left to the statements of the
-- versions alone.
UPDATE s
SET ProductId = r.ProductId,
    InventoryItemId = r.InventoryItemId,
    Sku = r.Sku,
    Barcode = r.Barcode,
    Title = r.VariantTitle,
    Price = r.Price,
    DetailsUpdatedAt = r.VariantUpdatedAt,
    DetailsSeenAt = [$schema$].Later(@seenAt, r.VariantUpdatedAt),
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Sku AS s
JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = s.VariantId
CROSS APPLY
(
    SELECT [$schema$].CompareVariants(
        r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
        s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) AS Sign
) AS c
WHERE (c.Sign <> 0 OR r.VariantUpdatedAt <> s.DetailsUpdatedAt)
  AND [$schema$].DecideObservation(s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, r.VariantUpdatedAt, @seenAt,
      1 /* ObservedBy.Read */, c.Sign) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

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
    DetailsObservedBy = CASE
        WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE s
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Sku AS s
WHERE [$schema$].Later(s.DetailsSeenAt, s.DetailsUpdatedAt) < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.VariantId = s.VariantId);

-- A variant that is not there yet may have been named, or left out, by a list of its product's variants that is newer than the download.
INSERT INTO [$schema$].Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price, r.VariantUpdatedAt,
    [$schema$].Later(@seenAt, r.VariantUpdatedAt), 1 /* ObservedBy.Read */,
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

-- name: CountSkusWritten
-- Rows that came, went or changed for readers.
SELECT
    (SELECT count_big(*)
     FROM [$schema$].Sku AS s
     LEFT JOIN [$schema$].SkuBefore AS b ON b.VariantId = s.VariantId
     WHERE s.IsDeleted = 0
       AND (b.VariantId IS NULL
            OR [$schema$].CompareVariants(
                   b.Sku, b.Barcode, b.Title, b.Price, b.ProductId, b.InventoryItemId,
                   s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) <> 0
            OR [$schema$].CompareProducts(b.ProductTitle, b.ProductStatus, s.ProductTitle, s.ProductStatus) <> 0
            OR EXISTS (SELECT b.Tracked, b.Available EXCEPT SELECT s.Tracked, s.Available)))
    + (SELECT count_big(*)
       FROM [$schema$].SkuBefore AS b
       JOIN [$schema$].Sku AS s ON s.VariantId = b.VariantId
       WHERE s.IsDeleted = 1) AS SkusWritten;

-- name: RefillRaw
-- Each as it was downloaded.
-- @runId bigint
SET NOCOUNT ON;
INSERT INTO [$schema$].RawSkusFromShopify
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, SyncRunId)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
       VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, @runId
FROM [$schema$].DownloadedVariant;

INSERT INTO [$schema$].RawInventoryLevelsFromShopify (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM [$schema$].DownloadedLevel;
