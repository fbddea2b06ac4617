SELECT count(*) FILTER (WHERE IsInFlight = 0),
       count(*) FILTER (WHERE IsInFlight = 1),
       count(*) FILTER (WHERE Kind IN ('available', 'connected'))
FROM SyncDrift
WHERE SyncRunId = @runId;
