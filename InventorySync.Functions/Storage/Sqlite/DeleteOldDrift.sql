-- Of runs that DeleteOldRuns removes once this has taken the last row of their drift.
DELETE FROM SyncDrift
WHERE rowid IN (SELECT d.rowid
                FROM SyncRun AS r
                JOIN SyncDrift AS d ON d.SyncRunId = r.Id
                WHERE r.EndedAt < @endedBefore
                  AND r.Id <> (SELECT max(Id) FROM SyncRun)
                  AND r.Id <> coalesce((SELECT max(Id) FROM SyncRun WHERE State = 5), 0)
                  AND NOT EXISTS (SELECT 1 FROM SyncRun WHERE State < 5)
                LIMIT @limit);
