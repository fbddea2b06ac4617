-- What was left to a read of everything: products to be read, webhooks that could not be, an early full sync that was asked for.
-- @runId bigint, @seenAt bigint, @now bigint, @waitNanoseconds bigint
SET NOCOUNT ON;
-- What asked for a read later than this one saw, and every product whose variants are all known now.
DELETE FROM [$schema$].PendingLookUp
WHERE Kind = 2
  AND (SeenAfter < @seenAt
       OR (Reason = 0
           AND EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.ProductId = PendingLookUp.Id)
           AND NOT EXISTS (SELECT 1 FROM [$schema$].UnreadVariant AS u WHERE u.ProductId = PendingLookUp.Id)));

-- It says that everything which it did not show, and that nobody has met, was absent.
DECLARE @seen nvarchar(max) = CAST(@seenAt AS nvarchar(20));
EXEC [$schema$].WriteSyncState N'ReadEverythingSeenAt', @seen;

UPDATE [$schema$].FailedChange SET RepairState = 1 WHERE RepairState = 0 AND SeenAt < @seenAt;

-- Only a run that began after the asking, and whose read saw enough, answers it. What a flood made wait, and this did not answer, is then looked up by itself.
DECLARE @early nvarchar(max) = (SELECT Value FROM [$schema$].SyncState WHERE Name = N'EarlySync');
DECLARE @startedAt bigint = (SELECT StartedAt FROM [$schema$].SyncRun WHERE Id = @runId);
IF CAST(JSON_VALUE(@early, N'$.askedAt') AS bigint) <= @startedAt AND CAST(JSON_VALUE(@early, N'$.seenAfter') AS bigint) < @seenAt
BEGIN
    DELETE FROM [$schema$].SyncState WHERE Name = N'EarlySync';
    UPDATE [$schema$].PendingLookUp
    SET NotBefore = CASE
            WHEN Reason <= 1 OR SeenAfter + @waitNanoseconds <= @now THEN @now
            WHEN SeenAfter + @waitNanoseconds < NotBefore THEN SeenAfter + @waitNanoseconds
            ELSE NotBefore
        END
    WHERE Tries = 0 AND NotBefore > @now;
END;
