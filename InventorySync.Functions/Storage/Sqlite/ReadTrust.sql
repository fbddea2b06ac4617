-- One run where @runId says so, otherwise those that have succeeded since then and the last one whatever its age, the newest first.
SELECT r.Id, r.StartedAt, r.EndedAt, coalesce(r.Drift, 0) AS Drift, r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds, r.DriftCauses, r.Deliveries
FROM SyncRun AS r
WHERE r.State = 5 AND (r.Id = @runId OR (@runId IS NULL AND (r.EndedAt > @endedAfter OR r.Id = (SELECT max(l.Id) FROM SyncRun AS l WHERE l.State = 5))))
ORDER BY r.Id DESC;
