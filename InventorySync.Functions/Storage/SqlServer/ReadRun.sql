-- One run, or the newest where @runId is NULL.
-- @runId bigint
SELECT r.Id, r.State, r.Owner, r.LeasedUntil, r.StartedAt, r.EndedAt, r.BulkOperationId, r.BulkCreatedAt, r.ObjectCount, r.FileSize, r.BytesRead, r.RowsStaged,
       (SELECT TOP (1) s.Variants FROM [$schema$].SyncRun AS s WHERE s.State = 5 AND s.Id < r.Id ORDER BY s.Id DESC) AS VariantsInStore,
       r.Variants, r.Levels, r.SkusWritten, r.LevelsWritten, r.Drift, r.InFlight, r.ItemsWithFewerLevels, r.LookUpsAsked, r.Error, r.ReadersWaitedMilliseconds,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].DryRun AS d WHERE d.SyncRunId = r.Id) THEN 1 ELSE 0 END AS IsDryRun,
       r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds
FROM [$schema$].SyncRun AS r
WHERE r.Id = coalesce(@runId, (SELECT max(Id) FROM [$schema$].SyncRun));
