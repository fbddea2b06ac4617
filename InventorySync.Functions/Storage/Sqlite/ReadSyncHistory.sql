SELECT (SELECT StartedAt FROM SyncRun WHERE State = 5 ORDER BY Id DESC LIMIT 1) AS LastSuccessStartedAt,
       (SELECT max(EndedAt) FROM SyncRun) AS LastEndedAt,
       (SELECT count(*) FROM SyncRun WHERE State = 6 AND Id > coalesce((SELECT max(Id) FROM SyncRun WHERE State = 5), 0)) AS FailuresSinceSuccess,
       EXISTS (SELECT 1 FROM SyncRun WHERE State < 5) AS IsRunning;
