-- name: AskForLookUps
-- The same version with another value, values of one second, or another presence in the same second: only a later read can tell. A product
-- is read with any of its items.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1 /* LookUpKind.InventoryItem */, c.InventoryItemId, 2 /* LookUpReason.Conflict */, @now, @seenAt, @notBefore, 0
FROM
(
    SELECT Id AS InventoryItemId
    FROM DownloadDifference
    WHERE IsConflict = 1 AND Kind IN ('item', 'item presence', 'available', 'connected')
    UNION
    SELECT coalesce(r.InventoryItemId, s.InventoryItemId)
    FROM DownloadDifference AS d
    JOIN Sku AS s ON s.VariantId = d.Id
    LEFT JOIN RawSkusFromShopify AS r ON r.VariantId = d.Id
    WHERE d.IsConflict = 1 AND d.Kind IN ('variant', 'variant presence')
    UNION
    SELECT (SELECT min(s.InventoryItemId) FROM Sku AS s WHERE s.ProductId = d.Id)
    FROM DownloadDifference AS d
    WHERE d.IsConflict = 1 AND d.Kind IN ('product', 'product presence')
) AS c
WHERE c.InventoryItemId IS NOT NULL
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);

-- No source says whether locationsCount counts inactive levels too. If it does, this is no sign of a download that was cut off, and every
-- run would ask for thousands of items: so 300 at most, as many as are looked up one by one at all, and first those of which a level that
-- is held as connected did not come.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1 /* LookUpKind.InventoryItem */, InventoryItemId, 3 /* LookUpReason.FewerLevels */, @now, @seenAt, @now, 0
FROM
(
    SELECT c.InventoryItemId
    FROM DownloadedItem AS c
    WHERE c.IsCutOff = 1
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

-- name: AnswerLookUps
-- The download read everything: it answers what asked for a read later than it saw, and every item that is known now.
DELETE FROM PendingLookUp
WHERE Kind = 1 /* LookUpKind.InventoryItem */
  AND (SeenAfter < @seenAt
       OR (Reason = 1 /* LookUpReason.UnknownItem */ AND EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = Id)));

-- name: ResolveWaiting
-- What was left to a read of everything: products to be read, webhooks that could not be, an early full sync that was asked for.
-- What asked for a read later than this one saw, and every product whose variants are all known now.
DELETE FROM PendingLookUp
WHERE Kind = 2 /* LookUpKind.Product */
  AND (SeenAfter < @seenAt
       OR (Reason = 0 /* LookUpReason.UnknownVariants */
           AND EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.ProductId = Id)
           AND NOT EXISTS (SELECT 1 FROM UnreadVariant AS u WHERE u.ProductId = Id)));

-- It says that everything which it did not show, and that nobody has met, was absent.
UPDATE SyncState SET ReadEverythingSeenAt = @seenAt;

UPDATE FailedChange
SET RepairState = 1 /* RepairState.Repaired */
WHERE RepairState = 0 /* RepairState.Open */ AND SeenAt < @seenAt;

-- Only a run that began after the asking, and whose read saw enough, answers an early full sync. What a flood made wait, and this did not
-- answer, is then looked up by itself.
UPDATE PendingLookUp
SET NotBefore = CASE
    WHEN Reason <= 1 /* LookUpReason.UnknownItem */ THEN @now
    ELSE min(NotBefore, max(SeenAfter + @waitNanoseconds, @now)) END
WHERE Tries = 0 AND NotBefore > @now
  AND EXISTS
      (SELECT 1 FROM EarlySync AS e WHERE e.SeenAfter < @seenAt
          AND e.AskedAt <= (SELECT r.StartedAt FROM SyncRun AS r WHERE r.Id = @runId));

DELETE FROM EarlySync
WHERE SeenAfter < @seenAt AND AskedAt <= (SELECT r.StartedAt FROM SyncRun AS r WHERE r.Id = @runId);
