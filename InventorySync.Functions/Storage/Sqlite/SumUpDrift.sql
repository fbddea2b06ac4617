SELECT d.SyncRunId, d.Cause, count(*) AS Rows,
       sum(CASE WHEN d.Direction = 'TooHigh' THEN 1 ELSE 0 END) AS TooHigh,
       sum(CASE WHEN d.Direction = 'TooLow' THEN 1 ELSE 0 END) AS TooLow,
       max(CASE WHEN r.EndedAt > d.UpdatedAt THEN (r.EndedAt - d.UpdatedAt) / 1000000000 WHEN d.UpdatedAt IS NOT NULL THEN 0 END) AS WorstWrongSeconds,
       sum(CASE WHEN d.LookAgainAt IS NOT NULL THEN 1 ELSE 0 END) AS Unsettled
FROM SyncDrift AS d
JOIN SyncRun AS r ON r.Id = d.SyncRunId
WHERE r.EndedAt > @endedAfter AND d.IsInFlight = 0
GROUP BY d.SyncRunId, d.Cause
ORDER BY d.SyncRunId DESC, count(*) DESC;
