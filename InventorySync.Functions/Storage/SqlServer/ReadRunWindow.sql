-- When a run ended, when its read began, and what the one before it had seen.
-- @runId bigint, @marginNanoseconds bigint
SELECT r.EndedAt, r.BulkCreatedAt,
       coalesce((SELECT TOP (1) p.BulkCreatedAt FROM [$schema$].SyncRun AS p WHERE p.State = 5 AND p.Id < r.Id ORDER BY p.Id DESC) - @marginNanoseconds, 0) AS PreviousSeenAt
FROM [$schema$].SyncRun AS r
WHERE r.Id = @runId AND r.State = 5;
