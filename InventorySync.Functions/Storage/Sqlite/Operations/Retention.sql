-- name: DeleteOldRuns
-- The newest run and the newest success stay: guards, schedule and status are judged by them. One that is unfinished may have to tell its
-- own bulk operation from those of the others.
DELETE FROM SyncRun
WHERE Id IN (SELECT r.Id
             FROM SyncRun AS r
             WHERE r.EndedAt < @endedBefore
               AND r.Id <> (SELECT max(Id) FROM SyncRun)
               AND r.Id <> coalesce((SELECT max(Id) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */), 0)
               AND NOT EXISTS (SELECT 1 FROM SyncRun WHERE State < 5 /* SyncState.Succeeded */)
               AND NOT EXISTS (SELECT 1 FROM SyncDrift AS d WHERE d.SyncRunId = r.Id)
             ORDER BY r.Id
             LIMIT @limit);

-- name: DeleteOldDrift
-- Of runs that DeleteOldRuns removes once this has taken the last row of their drift.
DELETE FROM SyncDrift
WHERE rowid IN (SELECT d.rowid
                FROM SyncRun AS r
                JOIN SyncDrift AS d ON d.SyncRunId = r.Id
                WHERE r.EndedAt < @endedBefore
                  AND r.Id <> (SELECT max(Id) FROM SyncRun)
                  AND r.Id <> coalesce((SELECT max(Id) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */), 0)
                  AND NOT EXISTS (SELECT 1 FROM SyncRun WHERE State < 5 /* SyncState.Succeeded */)
                LIMIT @limit);

-- name: DeleteOldDryRuns
DELETE FROM DryRun WHERE NOT EXISTS (SELECT 1 FROM SyncRun AS r WHERE r.Id = DryRun.SyncRunId);

-- name: DeleteOldFailedChanges
DELETE FROM FailedChange
WHERE rowid IN (SELECT rowid FROM FailedChange WHERE RepairState <> 0 /* RepairState.Open */ AND ReceivedAt < @receivedBefore LIMIT @limit);

-- name: DeleteOldObservations
-- By the order of Id, which is that of RecordedAt but for some seconds between instances.
DELETE FROM ObservationLog
WHERE Id IN (SELECT o.Id FROM ObservationLog AS o ORDER BY o.Id LIMIT @limit) AND RecordedAt < @recordedBefore;

-- name: DeleteOldSubscriptionGaps
DELETE FROM SubscriptionGap WHERE RepairedAt < @repairedBefore;
