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

-- name: AnswerEarlySync
-- Only a run that began after the asking, and whose read saw enough, answers it.
DELETE FROM EarlySync
WHERE SeenAfter < @seenAt AND AskedAt <= (SELECT r.StartedAt FROM SyncRun AS r WHERE r.Id = @runId);

-- name: WriteAbsentSince
-- What this run did not show, and nobody has met, was absent then.
UPDATE SyncState SET ReadEverythingSeenAt = @seenAt;
