-- One run where @runId says so, otherwise those that have succeeded since then and the last one whatever its age, the newest first.
-- @runId bigint, @endedAfter bigint
SELECT r.Id, r.StartedAt, r.EndedAt, coalesce(r.Drift, 0) AS Drift, r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds, r.DriftCauses, r.Deliveries
FROM [$schema$].SyncRun AS r
WHERE r.State = 5 AND (r.Id = @runId OR (@runId IS NULL AND (r.EndedAt > @endedAfter OR r.Id = (SELECT max(l.Id) FROM [$schema$].SyncRun AS l WHERE l.State = 5))))
ORDER BY r.Id DESC;
