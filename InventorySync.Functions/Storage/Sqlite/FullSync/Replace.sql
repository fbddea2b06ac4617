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

-- name: CountLevelsToWrite
-- Levels that are new, or whose number or connection will change: the conditions of ReplaceLevels.
SELECT
    (SELECT count(*)
     FROM RawInventoryLevelsFromShopify AS r
     LEFT JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
     WHERE l.InventoryItemId IS NULL
        OR (l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt)
        OR (l.Available IS NOT r.Available
            AND (l.AvailableSeenAt IS NULL
                 OR l.AvailableSeenAt < @seenAt
                 OR r.UpdatedAt > l.AvailableUpdatedAt
                 OR (r.UpdatedAt = l.AvailableUpdatedAt AND l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) AND r.Available < l.Available))))
    + (SELECT count(*)
       FROM InventoryLevel AS l
       WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
         AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId
             AND r.LocationId = l.LocationId)
         AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId)) AS LevelsToWrite;

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

-- name: AskForCutOffItems
-- No source says whether locationsCount counts inactive levels too. If it does, this is no sign of a download that was cut off, and every
-- run would ask for thousands of items: so 300 at most, as many as are looked up one by one at all, and first those of which a level that
-- is held as connected did not come.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1 /* LookUpKind.InventoryItem */, InventoryItemId, 3 /* LookUpReason.FewerLevels */, @now, @seenAt, @now, 0
FROM
(
    SELECT c.InventoryItemId
    FROM CutOffItem AS c
    ORDER BY
        EXISTS
        (
            SELECT 1
            FROM InventoryLevel AS l
            WHERE l.InventoryItemId = c.InventoryItemId AND l.IsConnected = 1
              AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId
                  AND r.LocationId = l.LocationId)
        ) DESC,
        c.InventoryItemId
    LIMIT 300
)
WHERE true
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);

-- name: ReplaceLocations
-- Of two statements of one instant the more absent stays.
INSERT INTO Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT LocationId, Name, IsActive, 0, @seenAt
FROM StagedLocation
WHERE true
ON CONFLICT (LocationId) DO UPDATE
SET Name = excluded.Name, IsActive = excluded.IsActive, IsDeleted = 0, SeenAt = excluded.SeenAt
WHERE SeenAt < excluded.SeenAt OR (SeenAt = excluded.SeenAt AND IsDeleted = 0 AND excluded.IsActive < IsActive);

UPDATE Location
SET IsActive = 0, IsDeleted = 1, SeenAt = @seenAt
WHERE SeenAt <= @seenAt AND LocationId NOT IN (SELECT LocationId FROM StagedLocation);

-- name: ReplaceProducts
-- What differs; see ReplaceSkus.
UPDATE Product
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt,
    DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
FROM DownloadedProduct AS r
WHERE r.ProductId = Product.ProductId
  AND (r.ProductUpdatedAt IS NOT Product.DetailsUpdatedAt OR r.ProductTitle IS NOT Product.Title OR r.ProductStatus IS NOT Product.Status)
  AND (Product.DetailsSeenAt IS NULL
       OR Product.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > Product.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = Product.DetailsUpdatedAt AND Product.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, Product.Title, Product.Status) < 0));

-- Absence is an observation as well.
UPDATE Product
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId);

-- All others were read.
UPDATE Product
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Product
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
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
FROM DownloadedItem AS r
WHERE r.InventoryItemId = InventoryItem.InventoryItemId
  AND (r.ItemUpdatedAt IS NOT InventoryItem.DetailsUpdatedAt OR r.Tracked IS NOT InventoryItem.Tracked)
  AND (InventoryItem.DetailsSeenAt IS NULL
       OR InventoryItem.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > InventoryItem.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = InventoryItem.DetailsUpdatedAt
           AND InventoryItem.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt)
           AND r.Tracked < InventoryItem.Tracked));

-- Absence is an observation as well.
UPDATE InventoryItem
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

-- All others were read.
UPDATE InventoryItem
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE InventoryItem
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, max(@seenAt, r.ItemUpdatedAt), 1 /* ObservedBy.Read */, 0, @seenAt
FROM DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);

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

-- name: ReplaceLevels
-- What differs; see ReplaceSkus.
UPDATE InventoryLevel
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = max(@seenAt, r.UpdatedAt),
    AvailableObservedBy = 1 /* ObservedBy.Read */
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId
  AND (r.UpdatedAt IS NOT InventoryLevel.AvailableUpdatedAt OR r.Available IS NOT InventoryLevel.Available)
  AND (InventoryLevel.AvailableSeenAt IS NULL
       OR InventoryLevel.AvailableSeenAt < @seenAt
       OR r.UpdatedAt > InventoryLevel.AvailableUpdatedAt
       OR (r.UpdatedAt = InventoryLevel.AvailableUpdatedAt
           AND InventoryLevel.AvailableSeenAt = max(@seenAt, r.UpdatedAt)
           AND r.Available < InventoryLevel.Available));

-- All others were read. Three numbers are as of the last full sync, whatever came since; presence goes by its own version.
UPDATE InventoryLevel
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    IsConnected = CASE WHEN InventoryLevel.PresenceSeenAt < @seenAt THEN 1 ELSE InventoryLevel.IsConnected END,
    PresenceSeenAt = max(InventoryLevel.PresenceSeenAt, @seenAt),
    AvailableSeenAt = CASE
        WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN max(@seenAt, InventoryLevel.AvailableUpdatedAt)
        ELSE InventoryLevel.AvailableSeenAt END,
    AvailableObservedBy = CASE
        WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE InventoryLevel.AvailableObservedBy END
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId;

-- Absence is an observation as well, but where the download may have been cut off.
UPDATE InventoryLevel
SET IsConnected = 0, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt
  AND NOT EXISTS
      (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = InventoryLevel.InventoryItemId
          AND r.LocationId = InventoryLevel.LocationId)
  AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = InventoryLevel.InventoryItemId);

INSERT INTO InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand,
     Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt, max(@seenAt, r.UpdatedAt), 1 /* ObservedBy.Read */, 1, @seenAt, r.OnHand,
    r.Committed, r.Incoming
FROM RawInventoryLevelsFromShopify AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);

-- name: RecomputeAvailability
UPDATE Sku
SET Available = a.Available
FROM ItemAvailability AS a
WHERE a.InventoryItemId = Sku.InventoryItemId AND Sku.Available IS NOT a.Available;

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

-- name: AnswerLookUps
-- The download read everything: it answers what asked for a read later than it saw, and every item that is known now.
DELETE FROM PendingLookUp
WHERE Kind = 1 /* LookUpKind.InventoryItem */
  AND (SeenAfter < @seenAt
       OR (Reason = 1 /* LookUpReason.UnknownItem */ AND EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = Id)));

-- name: AnswerProductLookUps
-- The download read everything: it answers what asked for a read later than it saw, and every product whose variants are all known now.
DELETE FROM PendingLookUp
WHERE Kind = 2 /* LookUpKind.Product */
  AND (SeenAfter < @seenAt
       OR (Reason = 0 /* LookUpReason.UnknownVariants */
           AND EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.ProductId = Id)
           AND NOT EXISTS (SELECT 1 FROM UnreadVariant AS u WHERE u.ProductId = Id)));

-- name: RepairFailedChanges
-- The download read everything.
UPDATE FailedChange
SET RepairState = 1 /* RepairState.Repaired */
WHERE RepairState = 0 /* RepairState.Open */ AND SeenAt < @seenAt;

-- name: ReleaseLookUps
-- What a flood made wait for the early full sync, and that did not answer, is looked up by itself.
UPDATE PendingLookUp
SET NotBefore = CASE
    WHEN Reason <= 1 /* LookUpReason.UnknownItem */ THEN @now
    ELSE min(NotBefore, max(SeenAfter + @waitNanoseconds, @now)) END
WHERE Tries = 0 AND NotBefore > @now;
