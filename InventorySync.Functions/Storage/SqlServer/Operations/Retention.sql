-- name: DeleteOldRuns
-- Removes old runs with their drift, but for the newest run and the newest success, which guards, schedule and status are judged by.
-- @endedBefore bigint, @limit int
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:runs', N'Exclusive';

DECLARE @removed int = 0;
-- One that is unfinished may have to tell its own bulk operation from those of the others.
IF NOT EXISTS (SELECT 1 FROM [$schema$].SyncRun WHERE State < 5 /* SyncState.Succeeded */)
BEGIN
    DECLARE @newest bigint = (SELECT max(Id) FROM [$schema$].SyncRun);
    DECLARE @newestSuccess bigint = (SELECT coalesce(max(Id), 0) FROM [$schema$].SyncRun WHERE State = 5 /* SyncState.Succeeded */);
    DECLARE @old TABLE (Id bigint NOT NULL PRIMARY KEY);
    INSERT INTO @old (Id)
    SELECT TOP (@limit) Id
    FROM [$schema$].SyncRun
    WHERE EndedAt < @endedBefore AND Id <> @newest AND Id <> @newestSuccess
    ORDER BY Id;

    DELETE TOP (@limit) FROM [$schema$].SyncDrift WHERE SyncRunId IN (SELECT Id FROM @old);
    SET @removed = @@ROWCOUNT;

    -- A run goes when the last row of its drift has.
    DELETE FROM [$schema$].SyncRun
    WHERE Id IN (SELECT Id FROM @old)
      AND NOT EXISTS (SELECT 1 FROM [$schema$].SyncDrift AS d WHERE d.SyncRunId = SyncRun.Id);
    SET @removed = @removed + @@ROWCOUNT;
    DELETE FROM [$schema$].DryRun
    WHERE SyncRunId IN (SELECT Id FROM @old)
      AND NOT EXISTS (SELECT 1 FROM [$schema$].SyncRun AS r WHERE r.Id = DryRun.SyncRunId);
END;

SELECT @removed AS Removed;
COMMIT TRANSACTION;

-- name: DeleteOldFailedChanges
-- @receivedBefore bigint, @limit int
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
DELETE TOP (@limit) FROM [$schema$].FailedChange WHERE RepairState <> 0 /* RepairState.Open */ AND ReceivedAt < @receivedBefore;
SELECT @@ROWCOUNT AS Removed;
COMMIT TRANSACTION;

-- name: DeleteOldObservations
-- By the order of Id, which is that of RecordedAt but for some seconds between instances.
-- @recordedBefore bigint, @limit int
SET NOCOUNT, XACT_ABORT ON;
DELETE FROM [$schema$].ObservationLog
WHERE Id IN (SELECT TOP (@limit) o.Id FROM [$schema$].ObservationLog AS o ORDER BY o.Id) AND RecordedAt < @recordedBefore;
SELECT @@ROWCOUNT AS Removed;

-- name: DeleteOldSubscriptionGaps
-- @repairedBefore bigint
SET NOCOUNT ON;
DELETE FROM [$schema$].SubscriptionGap WHERE RepairedAt < @repairedBefore;
