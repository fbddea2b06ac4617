-- Runs whose drift has rows to look at, and those whose causes nobody has looked for yet: with no drift, too, since their deliveries count.
SELECT r.Id, CASE WHEN r.DriftCauses IS NULL THEN 1 ELSE 0 END AS IsFirst
FROM SyncRun AS r
WHERE r.State = 5
  AND ((r.DriftCauses IS NULL AND r.EndedAt > @endedAfter)
       OR EXISTS (SELECT 1 FROM SyncDrift AS d WHERE d.SyncRunId = r.Id AND d.LookAgainAt <= @now))
ORDER BY r.Id;
