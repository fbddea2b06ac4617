-- name: ReadBacklogs
SELECT (SELECT count(*) FROM FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS Failed,
       (SELECT min(ReceivedAt) FROM FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS FailedSince,
       (SELECT coalesce(max(Tries), 0) FROM FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS FailedTries,
       (SELECT count(*) FROM PendingLookUp) AS LookUps,
       (SELECT min(AskedAt) FROM PendingLookUp) AS LookUpsSince,
       (SELECT coalesce(max(Tries), 0) FROM PendingLookUp) AS LookUpTries;

-- name: ReadLags
SELECT Stage, Bucket, sum(Messages) AS Messages FROM ChangeLag WHERE Minute >= @minute GROUP BY Stage, Bucket
ORDER BY Stage, Bucket;

-- name: ReadLastSeen
SELECT Name, At FROM LastSeen ORDER BY Name;

-- name: WriteHeartbeat
UPDATE SyncState
SET HeartbeatAt = @at, HeartbeatLevel = @level, HeartbeatReason = @reason, OldestMessageAt = @oldestMessageAt,
    MaxSyncAgeSeconds = @maxSyncAgeSeconds;
