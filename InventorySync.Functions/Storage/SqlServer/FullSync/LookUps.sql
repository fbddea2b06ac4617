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
