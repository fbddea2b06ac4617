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

-- The end of each text: see OrderTexts.
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

-- name: CompareDownload
-- Where the download differs from what is held, and what becomes of it: asked once, before anything is written.
-- @seenAt bigint
SET NOCOUNT ON;
TRUNCATE TABLE [$schema$].DownloadDifference;

-- Values. Sign is the read value's order to the held one.
INSERT INTO [$schema$].DownloadDifference (Kind, Id, LocationId, IsOther, IsWritten, IsConflict)
SELECT c.Kind, c.Id, c.LocationId, CASE WHEN c.Sign <> 0 THEN 1 ELSE 0 END,
       CASE WHEN d.Outcome IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */) THEN 1 ELSE 0 END,
       CASE WHEN d.Outcome IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */) THEN 1 ELSE 0 END
FROM
(
    SELECT N'product' AS Kind, r.ProductId AS Id, 0 AS LocationId,
           p.DetailsUpdatedAt AS HeldUpdatedAt, p.DetailsSeenAt AS HeldSeenAt, r.ProductUpdatedAt AS UpdatedAt,
           coalesce(nullif(t.Sign, 0), u.Sign) AS Sign
    FROM [$schema$].DownloadedProduct AS r
    JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
    CROSS APPLY [$schema$].OrderTexts(r.ProductTitle, p.Title) AS t
    CROSS APPLY [$schema$].OrderTexts(r.ProductStatus, p.Status) AS u
    UNION ALL
    SELECT N'item', r.InventoryItemId, 0, i.DetailsUpdatedAt, i.DetailsSeenAt, r.ItemUpdatedAt,
           CASE WHEN r.Tracked < i.Tracked THEN -1 WHEN r.Tracked = i.Tracked THEN 0 ELSE 1 END
    FROM [$schema$].DownloadedItem AS r
    JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
    UNION ALL
    SELECT N'variant', r.VariantId, 0, s.DetailsUpdatedAt, s.DetailsSeenAt, r.VariantUpdatedAt,
           coalesce(
               nullif(k.Sign, 0), nullif(b.Sign, 0), nullif(t.Sign, 0),
               CASE WHEN r.Price < s.Price THEN -1 WHEN r.Price > s.Price THEN 1 END,
               CASE WHEN r.ProductId < s.ProductId THEN -1 WHEN r.ProductId > s.ProductId THEN 1 END,
               CASE WHEN r.InventoryItemId < s.InventoryItemId THEN -1 WHEN r.InventoryItemId > s.InventoryItemId THEN 1 ELSE 0 END)
    FROM [$schema$].DownloadedVariant AS r
    JOIN [$schema$].Sku AS s ON s.VariantId = r.VariantId
    CROSS APPLY [$schema$].OrderTexts(r.Sku, s.Sku) AS k
    CROSS APPLY [$schema$].OrderTexts(r.Barcode, s.Barcode) AS b
    CROSS APPLY [$schema$].OrderTexts(r.VariantTitle, s.Title) AS t
    UNION ALL
    SELECT N'available', r.InventoryItemId, r.LocationId, l.AvailableUpdatedAt, l.AvailableSeenAt, r.UpdatedAt,
           CASE WHEN r.Available < l.Available THEN -1 WHEN r.Available = l.Available THEN 0 ELSE 1 END
    FROM [$schema$].DownloadedLevel AS r
    JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
) AS c
CROSS APPLY [$schema$].DecideRead(c.HeldUpdatedAt, c.HeldSeenAt, c.UpdatedAt, @seenAt, c.Sign) AS d
WHERE c.Sign <> 0 OR c.HeldUpdatedAt IS NULL OR c.HeldUpdatedAt <> c.UpdatedAt;

-- Whether the thing is there: what is shown and held as absent, and what is held as present and not shown.
INSERT INTO [$schema$].DownloadDifference (Kind, Id, LocationId, IsOther, IsWritten, IsConflict)
SELECT c.Kind, c.Id, c.LocationId, 1,
       CASE WHEN d.Outcome IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */) THEN 1 ELSE 0 END,
       CASE WHEN d.Outcome IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */) THEN 1 ELSE 0 END
FROM
(
    SELECT N'product presence' AS Kind, p.ProductId AS Id, 0 AS LocationId, p.PresenceSeenAt AS HeldSeenAt,
           CASE WHEN r.ProductId IS NULL THEN 0 ELSE 1 END AS IsShown, CASE WHEN p.IsDeleted = 1 THEN 0 ELSE 1 END AS IsHeld
    FROM [$schema$].Product AS p
    LEFT JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
    UNION ALL
    SELECT N'item presence', i.InventoryItemId, 0, i.PresenceSeenAt,
           CASE WHEN r.InventoryItemId IS NULL THEN 0 ELSE 1 END, CASE WHEN i.IsDeleted = 1 THEN 0 ELSE 1 END
    FROM [$schema$].InventoryItem AS i
    LEFT JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
    UNION ALL
    SELECT N'variant presence', s.VariantId, 0, s.PresenceSeenAt,
           CASE WHEN r.VariantId IS NULL THEN 0 ELSE 1 END, CASE WHEN s.IsDeleted = 1 THEN 0 ELSE 1 END
    FROM [$schema$].Sku AS s
    LEFT JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = s.VariantId
    UNION ALL
    SELECT N'connected', l.InventoryItemId, l.LocationId, l.PresenceSeenAt,
           CASE WHEN r.LocationId IS NULL THEN 0 ELSE 1 END, CASE WHEN l.IsConnected = 1 THEN 1 ELSE 0 END
    FROM [$schema$].InventoryLevel AS l
    LEFT JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    LEFT JOIN [$schema$].DownloadedItem AS i ON i.InventoryItemId = l.InventoryItemId
    WHERE r.LocationId IS NOT NULL OR i.InventoryItemId IS NULL OR i.IsCutOff = 0
) AS c
CROSS APPLY [$schema$].DecideReadState(c.IsHeld, c.HeldSeenAt, c.IsShown, @seenAt) AS d
WHERE c.IsHeld <> c.IsShown;

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
SELECT @runId, N'variant', r.VariantId, r.ProductId, r.InventoryItemId, r.VariantUpdatedAt,
       CASE WHEN r.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadDifference AS d
JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = d.Id
WHERE d.Kind = N'variant' AND d.IsOther = 1 AND d.IsWritten = 1;

-- Variants that were not there, and that no newer list of the product's variants has left out.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'variant presence', r.VariantId, r.ProductId, r.InventoryItemId, N'0', N'1', r.VariantUpdatedAt,
       CASE WHEN r.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedVariant AS r
LEFT JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE (u.VariantId IS NOT NULL OR coalesce(p.VariantsSeenAt, 0) <= @seenAt)
  AND NOT EXISTS (SELECT 1 FROM [$schema$].Sku AS s WHERE s.VariantId = r.VariantId);

-- Variants that are there again, or not any more.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'variant presence', s.VariantId, coalesce(r.ProductId, s.ProductId), coalesce(r.InventoryItemId, s.InventoryItemId),
       CASE WHEN s.IsDeleted = 1 THEN N'0' ELSE N'1' END, CASE WHEN s.IsDeleted = 1 THEN N'1' ELSE N'0' END,
       r.VariantUpdatedAt, CASE WHEN r.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadDifference AS d
JOIN [$schema$].Sku AS s ON s.VariantId = d.Id
LEFT JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = s.VariantId
WHERE d.Kind = N'variant presence' AND d.IsWritten = 1;

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
    DetailsSeenAt = CASE WHEN r.VariantUpdatedAt > @seenAt THEN r.VariantUpdatedAt ELSE @seenAt END,
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Sku AS s
JOIN [$schema$].DownloadDifference AS d ON d.Id = s.VariantId
JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = d.Id
WHERE d.Kind = N'variant' AND d.IsWritten = 1;

UPDATE s
SET IsDeleted = CASE WHEN s.IsDeleted = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
FROM [$schema$].Sku AS s
JOIN [$schema$].DownloadDifference AS d ON d.Id = s.VariantId
WHERE d.Kind = N'variant presence' AND d.IsWritten = 1;

-- The versions move with every read, of what is absent as well, so this names neither a column of an index nor another table.
UPDATE [$schema$].Sku
SET PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE s
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].Sku AS s
WHERE s.DetailsSeenAt < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.VariantId = s.VariantId);

-- A variant that is not there yet may have been named, or left out, by a list of its product's variants that is newer than the download.
INSERT INTO [$schema$].Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price, r.VariantUpdatedAt,
    CASE WHEN r.VariantUpdatedAt > @seenAt THEN r.VariantUpdatedAt ELSE @seenAt END, 1 /* ObservedBy.Read */,
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
CROSS APPLY [$schema$].OrderTexts(p.Title, s.ProductTitle) AS t
CROSS APPLY [$schema$].OrderTexts(p.Status, s.ProductStatus) AS u
WHERE p.Title IS NOT NULL AND (t.Sign <> 0 OR u.Sign <> 0);

UPDATE s
SET Tracked = i.Tracked
FROM [$schema$].Sku AS s
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT i.Tracked EXCEPT SELECT s.Tracked);

-- name: CountSkusWritten
-- Rows that came, went or changed for readers. Texts by their bytes: a collation may take two for one.
SELECT
    (SELECT count_big(*)
     FROM [$schema$].Sku AS s
     LEFT JOIN [$schema$].SkuBefore AS b ON b.VariantId = s.VariantId
     WHERE s.IsDeleted = 0
       AND (b.VariantId IS NULL
            OR EXISTS
               (
                   SELECT CAST(b.Sku AS varbinary(1000)), CAST(b.Barcode AS varbinary(1000)), CAST(b.Title AS varbinary(2000)), b.Price,
                          b.ProductId, b.InventoryItemId, CAST(b.ProductTitle AS varbinary(2000)), CAST(b.ProductStatus AS varbinary(100)),
                          b.Tracked, b.Available
                   EXCEPT
                   SELECT CAST(s.Sku AS varbinary(1000)), CAST(s.Barcode AS varbinary(1000)), CAST(s.Title AS varbinary(2000)), s.Price,
                          s.ProductId, s.InventoryItemId, CAST(s.ProductTitle AS varbinary(2000)), CAST(s.ProductStatus AS varbinary(100)),
                          s.Tracked, s.Available
               )))
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
