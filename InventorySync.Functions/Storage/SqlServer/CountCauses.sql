-- @runId bigint
SELECT Cause, count_big(*) AS Rows
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId AND Cause IS NOT NULL
GROUP BY Cause
ORDER BY count_big(*) DESC, Cause;
