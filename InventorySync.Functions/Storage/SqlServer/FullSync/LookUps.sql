-- name: AskForLookUps
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
    SELECT Id AS InventoryItemId
    FROM [$schema$].DownloadDifference
    WHERE IsConflict = 1 AND Kind IN (N'item', N'item presence', N'available', N'connected')
    UNION
    SELECT coalesce(r.InventoryItemId, s.InventoryItemId)
    FROM [$schema$].DownloadDifference AS d
    JOIN [$schema$].Sku AS s ON s.VariantId = d.Id
    LEFT JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = d.Id
    WHERE d.IsConflict = 1 AND d.Kind IN (N'variant', N'variant presence')
    UNION
    SELECT (SELECT min(s.InventoryItemId) FROM [$schema$].Sku AS s WHERE s.ProductId = d.Id)
    FROM [$schema$].DownloadDifference AS d
    WHERE d.IsConflict = 1 AND d.Kind IN (N'product', N'product presence')
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
