SELECT r.Id, r.State, r.Owner, r.LeasedUntil, r.StartedAt, r.EndedAt, r.BulkOperationId, r.BulkCreatedAt, r.ObjectCount, r.FileSize, r.BytesRead,
       r.RowsStaged, (SELECT s.Variants FROM SyncRun AS s WHERE s.State = 5 AND s.Id < r.Id ORDER BY s.Id DESC LIMIT 1) AS VariantsInStore,
       r.Variants, r.Levels, r.SkusWritten, r.LevelsWritten, r.Drift, r.InFlight, r.ItemsWithFewerLevels, r.LookUpsAsked, r.Error,
       EXISTS (SELECT 1 FROM DryRun AS d WHERE d.SyncRunId = r.Id) AS IsDryRun,
       r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds
FROM SyncRun AS r
WHERE r.Id = coalesce(@runId, (SELECT max(Id) FROM SyncRun));
