-- name: BeginReplacement
-- The gate and the fence of the last transaction: nothing is applied meanwhile, and no other instance has the run. Then what decides
-- whether it is discarded.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT ON;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;
SELECT max(BulkCreatedAt) AS LastAppliedBulkCreatedAt FROM [$schema$].SyncRun WHERE State = 5 /* SyncState.Succeeded */;

-- name: SnapshotSkus
SET NOCOUNT ON;
TRUNCATE TABLE [$schema$].SkuBefore;
INSERT INTO [$schema$].SkuBefore
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM [$schema$].Sku
WHERE IsDeleted = 0;

-- name: CountLevelsToWrite
-- Levels that are new, or whose number or connection will change: the conditions of ReplaceLevels.
-- @seenAt bigint
SELECT
    (SELECT count_big(*)
     FROM [$schema$].DownloadedLevel AS r
     LEFT JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
     WHERE l.InventoryItemId IS NULL
        OR (l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt)
        OR ([$schema$].CompareNumbers(r.Available, l.Available) <> 0
            AND [$schema$].DecideObservation(
                    l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
                    [$schema$].CompareNumbers(r.Available, l.Available)) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */)))
    + (SELECT count_big(*)
       FROM [$schema$].InventoryLevel AS l
       WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
         AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId
             AND r.LocationId = l.LocationId)
         AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId
             AND c.IsCutOff = 1)) AS LevelsToWrite;

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

-- name: ReplaceLocations
-- Of two statements of one instant the more absent stays.
-- @seenAt bigint
SET NOCOUNT ON;
UPDATE l
SET Name = r.Name, IsActive = r.IsActive, IsDeleted = 0, SeenAt = @seenAt
FROM [$schema$].Location AS l
JOIN (SELECT LocationId, max(Name) AS Name, max(CAST(IsActive AS int)) AS IsActive FROM [$schema$].StagedLocation GROUP BY LocationId) AS r
    ON r.LocationId = l.LocationId
WHERE l.SeenAt < @seenAt OR (l.SeenAt = @seenAt AND l.IsDeleted = 0 AND r.IsActive = 0);

UPDATE [$schema$].Location
SET IsActive = 0, IsDeleted = 1, SeenAt = @seenAt
WHERE SeenAt <= @seenAt AND LocationId NOT IN (SELECT LocationId FROM [$schema$].StagedLocation);

INSERT INTO [$schema$].Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT r.LocationId, max(r.Name), max(CAST(r.IsActive AS int)), 0, @seenAt
FROM [$schema$].StagedLocation AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Location AS l WHERE l.LocationId = r.LocationId)
GROUP BY r.LocationId;

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

-- name: ReplaceLevels
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE l
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = [$schema$].Later(@seenAt, r.UpdatedAt),
    AvailableObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
CROSS APPLY (SELECT [$schema$].CompareNumbers(r.Available, l.Available) AS Sign) AS c
WHERE (c.Sign <> 0 OR l.AvailableUpdatedAt IS NULL OR r.UpdatedAt <> l.AvailableUpdatedAt)
  AND [$schema$].DecideObservation(l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt,
      1 /* ObservedBy.Read */, c.Sign) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- All others were read. Three numbers are as of the last full sync, whatever came since; presence goes by its own version.
UPDATE l
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    IsConnected = CASE WHEN l.PresenceSeenAt < @seenAt THEN 1 ELSE l.IsConnected END,
    PresenceSeenAt = CASE WHEN l.PresenceSeenAt < @seenAt THEN @seenAt ELSE l.PresenceSeenAt END,
    AvailableSeenAt = CASE WHEN [$schema$].Later(l.AvailableSeenAt, l.AvailableUpdatedAt) < @seenAt THEN @seenAt ELSE l.AvailableSeenAt END,
    AvailableObservedBy = CASE
        WHEN [$schema$].Later(l.AvailableSeenAt, l.AvailableUpdatedAt) < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE l.AvailableObservedBy END
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId;

-- Absence is an observation as well, but where the download may have been cut off.
UPDATE l
SET IsConnected = 0, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryLevel AS l
WHERE l.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1);

INSERT INTO [$schema$].InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand,
     Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt, [$schema$].Later(@seenAt, r.UpdatedAt), 1 /* ObservedBy.Read */, 1,
    @seenAt, r.OnHand, r.Committed, r.Incoming
FROM [$schema$].DownloadedLevel AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);

-- name: RecomputeAvailability
UPDATE s
SET Available = a.Available
FROM [$schema$].Sku AS s
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);

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

-- name: AnswerLookUps
-- The download read everything: it answers what asked for a read later than it saw, and every item that is known now.
-- @seenAt bigint
DELETE FROM [$schema$].PendingLookUp
WHERE Kind = 1 /* LookUpKind.InventoryItem */
  AND (SeenAfter < @seenAt
       OR (Reason = 1 /* LookUpReason.UnknownItem */
           AND EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = PendingLookUp.Id)));

-- name: ResolveWaiting
-- What was left to a read of everything: products to be read, webhooks that could not be, an early full sync that was asked for.
-- @runId bigint, @seenAt bigint, @now bigint, @waitNanoseconds bigint
SET NOCOUNT ON;
-- What asked for a read later than this one saw, and every product whose variants are all known now.
DELETE FROM [$schema$].PendingLookUp
WHERE Kind = 2 /* LookUpKind.Product */
  AND (SeenAfter < @seenAt
       OR (Reason = 0 /* LookUpReason.UnknownVariants */
           AND EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.ProductId = PendingLookUp.Id)
           AND NOT EXISTS (SELECT 1 FROM [$schema$].UnreadVariant AS u WHERE u.ProductId = PendingLookUp.Id)));

-- It says that everything which it did not show, and that nobody has met, was absent.
UPDATE [$schema$].SyncState SET ReadEverythingSeenAt = @seenAt;

UPDATE [$schema$].FailedChange SET RepairState = 1 /* RepairState.Repaired */ WHERE RepairState = 0 /* RepairState.Open */
    AND SeenAt < @seenAt;

-- Only a run that began after the asking, and whose read saw enough, answers it. What a flood made wait, and this did not answer, is then
-- looked up by itself.
DELETE FROM [$schema$].EarlySync
WHERE SeenAfter < @seenAt AND AskedAt <= (SELECT r.StartedAt FROM [$schema$].SyncRun AS r WHERE r.Id = @runId);
IF @@ROWCOUNT > 0
BEGIN
    UPDATE [$schema$].PendingLookUp
    SET NotBefore = CASE
            WHEN Reason <= 1 /* LookUpReason.UnknownItem */ OR SeenAfter + @waitNanoseconds <= @now THEN @now
            WHEN SeenAfter + @waitNanoseconds < NotBefore THEN SeenAfter + @waitNanoseconds
            ELSE NotBefore
        END
    WHERE Tries = 0 AND NotBefore > @now;
END;
