-- Every statement of a full sync that names a detail of a variant, so that a new one is added in one file.

-- name: StageVariant
INSERT INTO StagedVariant
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, LocationsCount)
VALUES
    (@VariantId, @ProductId, @InventoryItemId, @Sku, @Barcode, @ProductTitle, @VariantTitle, @Price, @ProductStatus, @Tracked,
     @VariantUpdatedAt, @ProductUpdatedAt, @ItemUpdatedAt, @LocationsCount);

-- name: DeduplicateStaging
-- The download, each thing once. The raw tables come first, since their keys sort out what came twice.
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
               excluded.InventoryItemId, Sku, Barcode, VariantTitle, Price, ProductId, InventoryItemId) < 0);

DELETE FROM RawInventoryLevelsFromShopify;

-- Variants that share an item give its levels twice, read at different instants: the newer one, and of two of one second the smaller.
INSERT INTO RawInventoryLevelsFromShopify (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM StagedInventoryLevel
WHERE true
ON CONFLICT (InventoryItemId, LocationId) DO UPDATE
SET Available = excluded.Available,
    OnHand = excluded.OnHand,
    Committed = excluded.Committed,
    Incoming = excluded.Incoming,
    UpdatedAt = excluded.UpdatedAt
WHERE (excluded.UpdatedAt, -excluded.Available) > (UpdatedAt, -Available);

-- The variants of a product, and those that share an item, are downloaded at different instants: the newest one counts, and of two of one
-- version the smaller, whichever came first.
CREATE TEMP TABLE IF NOT EXISTS DownloadedProduct
    (ProductId INTEGER NOT NULL PRIMARY KEY, ProductTitle TEXT NOT NULL, ProductStatus TEXT NOT NULL, ProductUpdatedAt INTEGER NOT NULL);
DELETE FROM DownloadedProduct;

INSERT INTO DownloadedProduct (ProductId, ProductTitle, ProductStatus, ProductUpdatedAt)
SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt
FROM StagedVariant
WHERE true
ON CONFLICT (ProductId) DO UPDATE
SET ProductTitle = excluded.ProductTitle, ProductStatus = excluded.ProductStatus, ProductUpdatedAt = excluded.ProductUpdatedAt
WHERE excluded.ProductUpdatedAt > ProductUpdatedAt
   OR (excluded.ProductUpdatedAt = ProductUpdatedAt
       AND compare_products(excluded.ProductTitle, excluded.ProductStatus, ProductTitle, ProductStatus) < 0);

-- IsCutOff: fewer levels came than Shopify says it has, so that one that did not come is not known to be gone.
CREATE TEMP TABLE IF NOT EXISTS DownloadedItem
    (InventoryItemId INTEGER NOT NULL PRIMARY KEY, Tracked INTEGER NOT NULL, ItemUpdatedAt INTEGER NOT NULL, IsCutOff INTEGER NOT NULL);
DELETE FROM DownloadedItem;

INSERT INTO DownloadedItem (InventoryItemId, Tracked, ItemUpdatedAt, IsCutOff)
SELECT InventoryItemId, Tracked, ItemUpdatedAt, 0
FROM StagedVariant
WHERE true
ON CONFLICT (InventoryItemId) DO UPDATE
SET Tracked = excluded.Tracked, ItemUpdatedAt = excluded.ItemUpdatedAt
WHERE (excluded.ItemUpdatedAt, -excluded.Tracked) > (ItemUpdatedAt, -Tracked);

UPDATE DownloadedItem
SET IsCutOff = 1
FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
WHERE i.InventoryItemId = DownloadedItem.InventoryItemId
  AND i.Said > (SELECT count(*) FROM RawInventoryLevelsFromShopify AS l WHERE l.InventoryItemId = i.InventoryItemId);

-- name: CompareDownload
-- Where the download differs from what is held, and what becomes of it: asked once, before anything is written. Kind is a register: of a
-- value, or of whether the thing is there. Id is the thing's; of a level the item's. IsOther: another value, not only another stamp.
CREATE TEMP TABLE IF NOT EXISTS DownloadDifference
(
    Kind       TEXT    NOT NULL,
    Id         INTEGER NOT NULL,
    LocationId INTEGER NOT NULL, -- 0 of all but levels
    IsOther    INTEGER NOT NULL,
    IsWritten  INTEGER NOT NULL,
    IsConflict INTEGER NOT NULL,
    PRIMARY KEY (Kind, Id, LocationId)
) WITHOUT ROWID;
DELETE FROM DownloadDifference;

-- Values. Sign is the read value's order to the held one.
INSERT INTO DownloadDifference (Kind, Id, LocationId, IsOther, IsWritten, IsConflict)
WITH Differing AS MATERIALIZED
(
    SELECT 'product' AS Kind, r.ProductId AS Id, 0 AS LocationId,
           p.DetailsUpdatedAt AS HeldUpdatedAt, p.DetailsSeenAt AS HeldSeenAt, r.ProductUpdatedAt AS UpdatedAt,
           compare_products(r.ProductTitle, r.ProductStatus, p.Title, p.Status) AS Sign
    FROM DownloadedProduct AS r
    JOIN Product AS p ON p.ProductId = r.ProductId
    WHERE r.ProductUpdatedAt IS NOT p.DetailsUpdatedAt OR r.ProductTitle IS NOT p.Title OR r.ProductStatus IS NOT p.Status
    UNION ALL
    SELECT 'item', r.InventoryItemId, 0, i.DetailsUpdatedAt, i.DetailsSeenAt, r.ItemUpdatedAt,
           CASE WHEN r.Tracked < i.Tracked THEN -1 ELSE r.Tracked IS NOT i.Tracked END
    FROM DownloadedItem AS r
    JOIN InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
    WHERE r.ItemUpdatedAt IS NOT i.DetailsUpdatedAt OR r.Tracked IS NOT i.Tracked
    UNION ALL
    SELECT 'variant', r.VariantId, 0, s.DetailsUpdatedAt, s.DetailsSeenAt, r.VariantUpdatedAt,
           compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                            s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId)
    FROM RawSkusFromShopify AS r
    JOIN Sku AS s ON s.VariantId = r.VariantId
    WHERE r.VariantUpdatedAt <> s.DetailsUpdatedAt
       OR r.Sku IS NOT s.Sku OR r.Barcode IS NOT s.Barcode OR r.VariantTitle <> s.Title OR r.Price <> s.Price
       OR r.ProductId <> s.ProductId OR r.InventoryItemId <> s.InventoryItemId
    UNION ALL
    SELECT 'available', r.InventoryItemId, r.LocationId, l.AvailableUpdatedAt, l.AvailableSeenAt, r.UpdatedAt,
           CASE WHEN r.Available < l.Available THEN -1 ELSE r.Available IS NOT l.Available END
    FROM RawInventoryLevelsFromShopify AS r
    JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
    WHERE r.UpdatedAt IS NOT l.AvailableUpdatedAt OR r.Available IS NOT l.Available
),
Decided AS MATERIALIZED
(
    SELECT Kind, Id, LocationId, Sign, decide_read(HeldUpdatedAt, HeldSeenAt, UpdatedAt, @seenAt, Sign) AS Outcome FROM Differing
)
SELECT Kind, Id, LocationId, Sign <> 0,
       Outcome IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */),
       Outcome IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */)
FROM Decided;

-- Whether the thing is there: what is shown and held as absent, and what is held as present and not shown.
INSERT INTO DownloadDifference (Kind, Id, LocationId, IsOther, IsWritten, IsConflict)
WITH Differing AS
(
    SELECT 'product presence' AS Kind, p.ProductId AS Id, 0 AS LocationId, p.PresenceSeenAt AS HeldSeenAt, p.IsDeleted AS IsShown
    FROM Product AS p
    LEFT JOIN DownloadedProduct AS r ON r.ProductId = p.ProductId
    WHERE p.IsDeleted = (r.ProductId IS NOT NULL)
    UNION ALL
    SELECT 'item presence', i.InventoryItemId, 0, i.PresenceSeenAt, i.IsDeleted
    FROM InventoryItem AS i
    LEFT JOIN DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
    WHERE i.IsDeleted = (r.InventoryItemId IS NOT NULL)
    UNION ALL
    SELECT 'variant presence', s.VariantId, 0, s.PresenceSeenAt, s.IsDeleted
    FROM Sku AS s
    LEFT JOIN RawSkusFromShopify AS r ON r.VariantId = s.VariantId
    WHERE s.IsDeleted = (r.VariantId IS NOT NULL)
    UNION ALL
    SELECT 'connected', l.InventoryItemId, l.LocationId, l.PresenceSeenAt, 1 - l.IsConnected
    FROM InventoryLevel AS l
    LEFT JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    WHERE l.IsConnected = (r.LocationId IS NULL)
      AND (r.LocationId IS NOT NULL
           OR NOT EXISTS (SELECT 1 FROM DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1))
),
Decided AS MATERIALIZED
(
    SELECT Kind, Id, LocationId, decide_presence(1 - IsShown, HeldSeenAt, IsShown, @seenAt) AS Outcome FROM Differing
)
SELECT Kind, Id, LocationId, 1,
       Outcome IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */),
       Outcome IN (3 /* Outcome.ConflictApplied */, 4 /* Outcome.ConflictKept */)
FROM Decided;

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
FROM DownloadDifference AS d
JOIN RawSkusFromShopify AS r ON r.VariantId = d.Id
WHERE d.Kind = 'variant' AND d.IsOther = 1 AND d.IsWritten = 1;

-- Variants that were not there, and that no newer list of the product's variants has left out.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'variant presence', r.VariantId, r.ProductId, r.InventoryItemId, 0, 1, r.VariantUpdatedAt, r.VariantUpdatedAt > @seenAt
FROM RawSkusFromShopify AS r
LEFT JOIN Product AS p ON p.ProductId = r.ProductId
LEFT JOIN UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE (u.VariantId IS NOT NULL OR coalesce(p.VariantsSeenAt, 0) <= @seenAt)
  AND NOT EXISTS (SELECT 1 FROM Sku AS s WHERE s.VariantId = r.VariantId);

-- Variants that are there again, or not any more.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'variant presence', s.VariantId, coalesce(r.ProductId, s.ProductId), coalesce(r.InventoryItemId, s.InventoryItemId),
       1 - s.IsDeleted, s.IsDeleted, r.VariantUpdatedAt, coalesce(r.VariantUpdatedAt > @seenAt, 0)
FROM DownloadDifference AS d
JOIN Sku AS s ON s.VariantId = d.Id
LEFT JOIN RawSkusFromShopify AS r ON r.VariantId = s.VariantId
WHERE d.Kind = 'variant presence' AND d.IsWritten = 1;

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
FROM DownloadDifference AS d
JOIN RawSkusFromShopify AS r ON r.VariantId = d.Id
WHERE Sku.VariantId = d.Id AND d.Kind = 'variant' AND d.IsWritten = 1;

UPDATE Sku
SET IsDeleted = 1 - IsDeleted, PresenceSeenAt = @seenAt
FROM DownloadDifference AS d
WHERE Sku.VariantId = d.Id AND d.Kind = 'variant presence' AND d.IsWritten = 1;

-- The versions move with every read, of what is absent as well, so this names neither a column of an index nor another table.
UPDATE Sku
SET PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN IsDeleted = 0 THEN max(@seenAt, DetailsSeenAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN IsDeleted = 0 AND DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Sku
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1 /* ObservedBy.Read */
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
