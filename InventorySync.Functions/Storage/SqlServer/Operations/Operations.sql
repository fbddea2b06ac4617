-- name: ReadPause
SELECT PausedAt, PauseReason FROM [$schema$].SyncState WHERE PausedAt IS NOT NULL;

-- name: Pause
-- An earlier pause stays.
-- @pausedAt bigint, @reason nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SyncState SET PausedAt = @pausedAt, PauseReason = @reason WHERE PausedAt IS NULL;
SELECT PausedAt, PauseReason FROM [$schema$].SyncState;
COMMIT TRANSACTION;

-- name: Resume
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SyncState SET PausedAt = NULL, PauseReason = NULL WHERE PausedAt IS NOT NULL;
SELECT @@ROWCOUNT AS Resumed;
COMMIT TRANSACTION;

-- name: BeginRun
-- Begins a run that nobody has leased yet, unless one is unfinished; none during a pause.
-- @now bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:runs', N'Exclusive';

DECLARE @isNew bit = 0;
DECLARE @isPaused bit = CASE WHEN EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE PausedAt IS NOT NULL) THEN 1 ELSE 0 END;
DECLARE @runId bigint = (SELECT min(Id) FROM [$schema$].SyncRun WHERE State < 5 /* SyncState.Succeeded */);
IF @runId IS NULL AND @isPaused = 0
BEGIN
    INSERT INTO [$schema$].SyncRun (State, Owner, LeasedUntil, StartedAt, ObjectCount, BytesRead, RowsStaged)
    VALUES (1 /* SyncState.Starting */, NULL, 0, @now, 0, 0, 0);
    SET @runId = SCOPE_IDENTITY();
    SET @isNew = 1;
END;

SELECT Id, @isNew AS IsNew FROM [$schema$].SyncRun WHERE Id = @runId AND @isPaused = 0;
COMMIT TRANSACTION;

-- name: ApproveShrink
-- @approvedAt bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].ShrinkApproval SET ApprovedAt = @approvedAt, RunId = NULL;
IF @@ROWCOUNT = 0 INSERT INTO [$schema$].ShrinkApproval (Id, ApprovedAt) VALUES (1, @approvedAt);
COMMIT TRANSACTION;
