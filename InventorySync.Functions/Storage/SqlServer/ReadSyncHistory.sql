SELECT (SELECT TOP (1) StartedAt FROM [$schema$].SyncRun WHERE State = 5 ORDER BY Id DESC) AS LastSuccessStartedAt,
       (SELECT max(EndedAt) FROM [$schema$].SyncRun) AS LastEndedAt,
       (SELECT count(*) FROM [$schema$].SyncRun
        WHERE State = 6 AND Id > coalesce((SELECT max(Id) FROM [$schema$].SyncRun WHERE State = 5), 0)) AS FailuresSinceSuccess,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].SyncRun WHERE State < 5) THEN 1 ELSE 0 END AS IsRunning,
       (SELECT Value FROM [$schema$].SyncState WHERE Name = N'EarlySync') AS EarlySync;
