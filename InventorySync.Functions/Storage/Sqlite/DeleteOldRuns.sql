-- The newest run and the newest success stay: guards, schedule and status are judged by them. One that is unfinished may have to tell its own bulk operation from those
-- of the others.
DELETE FROM SyncRun
WHERE Id IN (SELECT r.Id
             FROM SyncRun AS r
             WHERE r.EndedAt < @endedBefore
               AND r.Id <> (SELECT max(Id) FROM SyncRun)
               AND r.Id <> coalesce((SELECT max(Id) FROM SyncRun WHERE State = 5), 0)
               AND NOT EXISTS (SELECT 1 FROM SyncRun WHERE State < 5)
               AND NOT EXISTS (SELECT 1 FROM SyncDrift AS d WHERE d.SyncRunId = r.Id)
             ORDER BY r.Id
             LIMIT @limit);
