-- name: LeaseRun
-- Begins a run, or takes over an unfinished one whose lease has run out; neither during a pause. The very same call may come again after a
-- lost connection.
-- @owner nvarchar(200), @mayStart bit, @now bigint, @leasedUntil bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:runs', N'Exclusive';

DECLARE @isLeased bit = 0;
DECLARE @runId bigint = (SELECT min(Id) FROM [$schema$].SyncRun WHERE State < 5 /* SyncState.Succeeded */);
IF EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE PausedAt IS NOT NULL)
    SET @runId = NULL;
ELSE IF @runId IS NOT NULL
BEGIN
    UPDATE [$schema$].SyncRun
    SET Owner = @owner, LeasedUntil = @leasedUntil
    WHERE Id = @runId AND (Owner IS NULL OR LeasedUntil <= @now OR (Owner = @owner AND LeasedUntil = @leasedUntil));
    IF @@ROWCOUNT > 0 SET @isLeased = 1;
END
ELSE IF @mayStart = 1
BEGIN
    INSERT INTO [$schema$].SyncRun (State, Owner, LeasedUntil, StartedAt, ObjectCount, BytesRead, RowsStaged)
    VALUES (1 /* SyncState.Starting */, @owner, @leasedUntil, @now, 0, 0, 0);
    SET @runId = SCOPE_IDENTITY();
    SET @isLeased = 1;
END;

SELECT Id FROM [$schema$].SyncRun WHERE Id = @runId AND @isLeased = 1;
COMMIT TRANSACTION;

-- name: LeaseDryRun
-- Begins a run that only shows what it would change. The very same call may come again after a lost connection.
-- @owner nvarchar(200), @now bigint, @leasedUntil bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:runs', N'Exclusive';

DECLARE @runId bigint = (SELECT min(Id) FROM [$schema$].SyncRun WHERE State < 5 /* SyncState.Succeeded */);
IF @runId IS NULL AND NOT EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE PausedAt IS NOT NULL)
BEGIN
    INSERT INTO [$schema$].SyncRun (State, Owner, LeasedUntil, StartedAt, ObjectCount, BytesRead, RowsStaged)
    VALUES (1 /* SyncState.Starting */, @owner, @leasedUntil, @now, 0, 0, 0);
    SET @runId = SCOPE_IDENTITY();
    INSERT INTO [$schema$].DryRun (SyncRunId) VALUES (@runId);
END;

SELECT Id FROM [$schema$].SyncRun WHERE Id = @runId AND Owner = @owner AND LeasedUntil = @leasedUntil;
COMMIT TRANSACTION;

-- name: CheckLease
-- @runId bigint, @owner nvarchar(200)
EXEC [$schema$].FenceRun @runId, @owner;

-- name: ReadRuns
-- One run. Where @runId is NULL: the newest, the newest that was no dry run, and the newest that succeeded. The newest comes first.
-- @runId bigint
SELECT r.Id, r.State, r.Owner, r.LeasedUntil, r.StartedAt, r.EndedAt, r.BulkOperationId, r.BulkCreatedAt, r.ObjectCount,
       r.FileSize, r.BytesRead, r.RowsStaged,
       (SELECT TOP (1) s.Variants FROM [$schema$].SyncRun AS s WHERE s.State = 5 /* SyncState.Succeeded */
           AND s.Id < r.Id ORDER BY s.Id DESC) AS VariantsInStore,
       r.Variants, r.Levels, r.SkusWritten, r.LevelsWritten, r.Drift, r.InFlight, r.ItemsWithFewerLevels, r.LookUpsAsked, r.Error,
       r.ReadersWaitedMilliseconds,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].DryRun AS d WHERE d.SyncRunId = r.Id) THEN 1 ELSE 0 END AS IsDryRun,
       r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds
FROM [$schema$].SyncRun AS r
WHERE r.Id = @runId
   OR @runId IS NULL AND r.Id IN (
       (SELECT max(Id) FROM [$schema$].SyncRun),
       (SELECT max(n.Id) FROM [$schema$].SyncRun AS n WHERE NOT EXISTS (SELECT 1 FROM [$schema$].DryRun AS d WHERE d.SyncRunId = n.Id)),
       (SELECT max(Id) FROM [$schema$].SyncRun WHERE State = 5 /* SyncState.Succeeded */))
ORDER BY r.Id DESC;

-- name: WriteProgress
-- @runId bigint, @owner nvarchar(200), @state tinyint, @leasedUntil bigint, @bulkOperationId nvarchar(200), @bulkCreatedAt bigint,
-- @objectCount bigint
-- @fileSize bigint, @bytesRead bigint, @rowsStaged bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
UPDATE [$schema$].SyncRun
SET State = @state,
    LeasedUntil = @leasedUntil,
    BulkOperationId = @bulkOperationId,
    BulkCreatedAt = @bulkCreatedAt,
    ObjectCount = @objectCount,
    FileSize = @fileSize,
    BytesRead = @bytesRead,
    RowsStaged = @rowsStaged
WHERE Id = @runId;
COMMIT TRANSACTION;

-- name: ReleaseLease
-- @runId bigint, @owner nvarchar(200)
UPDATE [$schema$].SyncRun SET Owner = NULL, LeasedUntil = 0 WHERE Id = @runId AND Owner = @owner AND State < 5 /* SyncState.Succeeded */;

-- name: FailRun
-- @runId bigint, @owner nvarchar(200), @now bigint, @error nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
UPDATE [$schema$].SyncRun SET State = 6 /* SyncState.Failed */, Owner = NULL, EndedAt = @now, Error = @error WHERE Id = @runId;
-- It was their repair.
UPDATE [$schema$].FailedChange SET Tries = Tries + 1 WHERE RepairState = 0 /* RepairState.Open */ AND LookUpId IS NULL;
COMMIT TRANSACTION;

-- name: DiscardRun
-- @runId bigint, @now bigint
UPDATE [$schema$].SyncRun SET State = 7 /* SyncState.Discarded */, Owner = NULL, EndedAt = @now WHERE Id = @runId;

-- name: EndDryRun
-- @runId bigint, @owner nvarchar(200), @now bigint, @reason nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
UPDATE [$schema$].SyncRun SET State = 7 /* SyncState.Discarded */, Owner = NULL, EndedAt = @now, Error = @reason WHERE Id = @runId;
COMMIT TRANSACTION;

-- name: SucceedRun
-- @runId bigint, @now bigint, @variants bigint, @levels bigint, @skusWritten bigint, @levelsWritten bigint, @drift bigint, @inFlight bigint
-- @itemsWithFewerLevels bigint, @lookUpsAsked bigint, @readersWaitedMilliseconds bigint
-- @skusCompared bigint, @skusWrong bigint, @worstWrongSeconds bigint, @totalWrongSeconds bigint
UPDATE [$schema$].SyncRun
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
    ReadersWaitedMilliseconds = @readersWaitedMilliseconds,
    SkusCompared = @skusCompared,
    SkusWrong = @skusWrong,
    WorstWrongSeconds = @worstWrongSeconds,
    TotalWrongSeconds = @totalWrongSeconds
WHERE Id = @runId;

-- name: TakeShrinkApproval
-- The run keeps it, whatever instance continues the run; one that another run had taken is removed.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;

DECLARE @isApproved bit = 0;
UPDATE [$schema$].ShrinkApproval SET RunId = @runId WHERE RunId IS NULL OR RunId = @runId;
IF @@ROWCOUNT > 0 SET @isApproved = 1;
ELSE DELETE FROM [$schema$].ShrinkApproval;

SELECT @isApproved AS IsApproved;
COMMIT TRANSACTION;

-- name: ReadSyncHistory
SELECT (SELECT TOP (1) StartedAt
    FROM [$schema$].SyncRun
    WHERE State = 5 /* SyncState.Succeeded */
    ORDER BY Id DESC) AS LastSuccessStartedAt,
       (SELECT max(EndedAt) FROM [$schema$].SyncRun) AS LastEndedAt,
       (SELECT count(*) FROM [$schema$].SyncRun
        WHERE State = 6 /* SyncState.Failed */
            AND Id > coalesce((SELECT max(Id) FROM [$schema$].SyncRun WHERE State = 5 /* SyncState.Succeeded */),
                0)) AS FailuresSinceSuccess,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].SyncRun WHERE State < 5 /* SyncState.Succeeded */) THEN 1 ELSE 0 END AS IsRunning,
       e.Reason AS EarlyReason, e.AskedAt AS EarlyAskedAt, e.SeenAfter AS EarlySeenAfter, e.NotBefore AS EarlyNotBefore
FROM [$schema$].SyncState AS s
LEFT JOIN [$schema$].EarlySync AS e ON e.Id = s.Id;

-- name: ReadBulkOperationOwner
-- @bulkOperationId nvarchar(200), @runId bigint
SELECT TOP (1) Id FROM [$schema$].SyncRun WHERE BulkOperationId = @bulkOperationId AND Id <> @runId;
