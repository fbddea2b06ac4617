-- Begins a run, or takes over an unfinished one whose lease has run out; neither during a pause. The very same call may come again after a lost connection.
-- @owner nvarchar(200), @mayStart bit, @now bigint, @leasedUntil bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:runs', N'Exclusive';

DECLARE @isLeased bit = 0;
DECLARE @runId bigint = (SELECT min(Id) FROM [$schema$].SyncRun WHERE State < 5);
IF EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE Name = N'Pause')
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
    VALUES (1, @owner, @leasedUntil, @now, 0, 0, 0);
    SET @runId = SCOPE_IDENTITY();
    SET @isLeased = 1;
END;

SELECT Id FROM [$schema$].SyncRun WHERE Id = @runId AND @isLeased = 1;
COMMIT TRANSACTION;
