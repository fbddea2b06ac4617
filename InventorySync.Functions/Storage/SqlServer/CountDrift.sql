-- @runId bigint
SELECT coalesce(sum(CASE WHEN IsInFlight = 0 THEN CAST(1 AS bigint) ELSE 0 END), 0) AS Drift,
       coalesce(sum(CASE WHEN IsInFlight = 1 THEN CAST(1 AS bigint) ELSE 0 END), 0) AS InFlight
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId;
