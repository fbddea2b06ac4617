-- name: ReadBacklogs
SELECT (SELECT count(*) FROM [$schema$].FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS Failed,
       (SELECT min(ReceivedAt) FROM [$schema$].FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS FailedSince,
       (SELECT coalesce(max(Tries), 0) FROM [$schema$].FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS FailedTries,
       (SELECT count(*) FROM [$schema$].PendingLookUp) AS LookUps,
       (SELECT min(AskedAt) FROM [$schema$].PendingLookUp) AS LookUpsSince,
       (SELECT coalesce(max(Tries), 0) FROM [$schema$].PendingLookUp) AS LookUpTries;

-- name: ReadLags
-- @minute bigint
SELECT Stage, Bucket, sum(Messages) AS Messages FROM [$schema$].ChangeLag WHERE Minute >= @minute GROUP BY Stage, Bucket
ORDER BY Stage, Bucket;

-- name: ReadLastSeen
SELECT Name, At FROM [$schema$].LastSeen ORDER BY Name;

-- name: WriteHeartbeat
-- @at bigint, @level nvarchar(10), @reason nvarchar(max), @oldestMessageAt bigint, @maxSyncAgeSeconds bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SyncState
SET HeartbeatAt = @at, HeartbeatLevel = @level, HeartbeatReason = @reason, OldestMessageAt = @oldestMessageAt,
    MaxSyncAgeSeconds = @maxSyncAgeSeconds;
COMMIT TRANSACTION;
