SELECT Cause, count(*) AS Rows
FROM SyncDrift
WHERE SyncRunId = @runId AND Cause IS NOT NULL
GROUP BY Cause
ORDER BY count(*) DESC, Cause;
