SELECT count(*) FILTER (WHERE IsInFlight = 0), count(*) FILTER (WHERE IsInFlight = 1)
FROM SyncDrift
WHERE SyncRunId = @runId;
