-- When a run ended, when its read began, and what the one before it had seen.
SELECT r.EndedAt, r.BulkCreatedAt,
       coalesce((SELECT p.BulkCreatedAt FROM SyncRun AS p WHERE p.State = 5 AND p.Id < r.Id ORDER BY p.Id DESC LIMIT 1) - @marginNanoseconds, 0) AS PreviousSeenAt
FROM SyncRun AS r
WHERE r.Id = @runId AND r.State = 5;
