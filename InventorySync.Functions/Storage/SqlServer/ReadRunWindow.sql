-- When a run ended, when its read began, and when that of the one before it had.
-- @runId bigint
SELECT r.EndedAt, r.BulkCreatedAt,
       coalesce((SELECT TOP (1) p.BulkCreatedAt FROM [$schema$].SyncRun AS p WHERE p.State = 5 AND p.Id < r.Id ORDER BY p.Id DESC), 0) AS PreviousReadAt
FROM [$schema$].SyncRun AS r
WHERE r.Id = @runId AND r.State = 5;
