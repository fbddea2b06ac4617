-- name: HoldsLease
SELECT Id FROM SyncRun WHERE Id = @runId AND Owner = @owner AND State < 5 /* SyncState.Succeeded */;

-- name: InsertRun
INSERT INTO SyncRun (State, Owner, LeasedUntil, StartedAt)
VALUES (1 /* SyncState.Starting */, @owner, @leasedUntil, @now)
RETURNING Id;

-- name: TakeOverRun
UPDATE SyncRun
SET Owner = @owner, LeasedUntil = @leasedUntil
WHERE Id = @runId AND State < 5 /* SyncState.Succeeded */ AND (Owner IS NULL OR LeasedUntil <= @now);

-- name: MarkDryRun
INSERT INTO DryRun (SyncRunId) VALUES (@runId);

-- name: ReadUnfinishedRun
SELECT Id FROM SyncRun WHERE State < 5 /* SyncState.Succeeded */;

-- name: ReadRuns
-- One run. Where @runId is NULL: the newest, the newest that was no dry run, and the newest that succeeded. The newest comes first.
SELECT r.Id, r.State, r.Owner, r.LeasedUntil, r.StartedAt, r.EndedAt, r.BulkOperationId, r.BulkCreatedAt, r.ObjectCount,
       r.FileSize, r.BytesRead, r.RowsStaged,
       (SELECT s.Variants FROM SyncRun AS s WHERE s.State = 5 /* SyncState.Succeeded */
           AND s.Id < r.Id ORDER BY s.Id DESC LIMIT 1) AS VariantsInStore,
       r.Variants, r.Levels, r.SkusWritten, r.LevelsWritten, r.Drift, r.InFlight, r.ItemsWithFewerLevels, r.LookUpsAsked, r.Error,
       NULL AS ReadersWaitedMilliseconds, -- here they never wait
       EXISTS (SELECT 1 FROM DryRun AS d WHERE d.SyncRunId = r.Id) AS IsDryRun,
       r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds
FROM SyncRun AS r
WHERE r.Id = @runId
   OR @runId IS NULL AND r.Id IN (
       (SELECT max(Id) FROM SyncRun),
       (SELECT max(Id) FROM SyncRun WHERE Id NOT IN (SELECT SyncRunId FROM DryRun)),
       (SELECT max(Id) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */))
ORDER BY r.Id DESC;

-- name: WriteProgress
UPDATE SyncRun
SET State = @state,
    LeasedUntil = @leasedUntil,
    BulkOperationId = @bulkOperationId,
    BulkCreatedAt = @bulkCreatedAt,
    ObjectCount = @objectCount,
    FileSize = @fileSize,
    BytesRead = @bytesRead,
    RowsStaged = @rowsStaged
WHERE Id = @runId;

-- name: ReleaseLease
UPDATE SyncRun SET Owner = NULL, LeasedUntil = 0 WHERE Id = @runId AND Owner = @owner AND State < 5 /* SyncState.Succeeded */;

-- name: FailRun
UPDATE SyncRun SET State = 6 /* SyncState.Failed */, Owner = NULL, EndedAt = @now, Error = @error WHERE Id = @runId;
-- It was their repair.
UPDATE FailedChange SET Tries = Tries + 1 WHERE RepairState = 0 /* RepairState.Open */ AND LookUpId IS NULL;

-- name: DiscardRun
UPDATE SyncRun SET State = 7 /* SyncState.Discarded */, Owner = NULL, EndedAt = @now WHERE Id = @runId;

-- name: EndDryRun
UPDATE SyncRun SET State = 7 /* SyncState.Discarded */, Owner = NULL, EndedAt = @now, Error = @reason WHERE Id = @runId;

-- name: SucceedRun
UPDATE SyncRun
SET State = 5 /* SyncState.Succeeded */,
    Owner = NULL,
    EndedAt = @now,
    Variants = @variants,
    Levels = @levels,
    SkusWritten = @skusWritten,
    LevelsWritten = @levelsWritten,
    Drift = @drift,
    InFlight = @inFlight,
    ItemsWithFewerLevels = @itemsWithFewerLevels,
    LookUpsAsked = @lookUpsAsked,
    SkusCompared = @skusCompared,
    SkusWrong = @skusWrong,
    WorstWrongSeconds = @worstWrongSeconds,
    TotalWrongSeconds = @totalWrongSeconds
WHERE Id = @runId;

-- name: ReadSyncHistory
SELECT (SELECT StartedAt FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */ ORDER BY Id DESC LIMIT 1) AS LastSuccessStartedAt,
       (SELECT max(EndedAt) FROM SyncRun) AS LastEndedAt,
       (SELECT count(*) FROM SyncRun WHERE State = 6 /* SyncState.Failed */
           AND Id > coalesce((SELECT max(Id) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */), 0)) AS FailuresSinceSuccess,
       EXISTS (SELECT 1 FROM SyncRun WHERE State < 5 /* SyncState.Succeeded */) AS IsRunning,
       e.Reason AS EarlyReason, e.AskedAt AS EarlyAskedAt, e.SeenAfter AS EarlySeenAfter, e.NotBefore AS EarlyNotBefore
FROM SyncState AS s
LEFT JOIN EarlySync AS e ON e.Id = s.Id;

-- name: ReadBulkOperationOwner
SELECT Id FROM SyncRun WHERE BulkOperationId = @bulkOperationId AND Id <> @runId;

-- name: BeginReplacement
SELECT max(BulkCreatedAt) AS LastAppliedBulkCreatedAt FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */;
