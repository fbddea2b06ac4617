-- @endedAfter bigint
SELECT d.SyncRunId, d.Cause, count_big(*) AS Rows,
       sum(CASE WHEN d.Direction = N'TooHigh' THEN 1 ELSE 0 END) AS TooHigh,
       sum(CASE WHEN d.Direction = N'TooLow' THEN 1 ELSE 0 END) AS TooLow,
       max(CASE WHEN r.EndedAt > d.UpdatedAt THEN (r.EndedAt - d.UpdatedAt) / 1000000000 WHEN d.UpdatedAt IS NOT NULL THEN 0 END) AS WorstWrongSeconds,
       sum(CASE WHEN d.LookAgainAt IS NOT NULL THEN 1 ELSE 0 END) AS Unsettled
FROM [$schema$].SyncDrift AS d
JOIN [$schema$].SyncRun AS r ON r.Id = d.SyncRunId
WHERE r.EndedAt > @endedAfter AND d.IsInFlight = 0
GROUP BY d.SyncRunId, d.Cause
ORDER BY d.SyncRunId DESC, count_big(*) DESC;
