-- When a run ended, when its read began, and when that of the one before it had.
SELECT r.EndedAt, r.BulkCreatedAt,
       coalesce((SELECT p.BulkCreatedAt FROM SyncRun AS p WHERE p.State = 5 AND p.Id < r.Id ORDER BY p.Id DESC LIMIT 1), 0) AS PreviousReadAt
FROM SyncRun AS r
WHERE r.Id = @runId AND r.State = 5;
