-- Begins a run that only shows what it would change. The very same call may come again after a lost connection.
-- @owner nvarchar(200), @now bigint, @leasedUntil bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:runs', N'Exclusive';

DECLARE @runId bigint = (SELECT min(Id) FROM [$schema$].SyncRun WHERE State < 5);
IF @runId IS NULL AND NOT EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE Name = N'Pause')
BEGIN
    INSERT INTO [$schema$].SyncRun (State, Owner, LeasedUntil, StartedAt, ObjectCount, BytesRead, RowsStaged)
    VALUES (1, @owner, @leasedUntil, @now, 0, 0, 0);
    SET @runId = SCOPE_IDENTITY();
    INSERT INTO [$schema$].DryRun (SyncRunId) VALUES (@runId);
END;

SELECT Id FROM [$schema$].SyncRun WHERE Id = @runId AND Owner = @owner AND LeasedUntil = @leasedUntil;
COMMIT TRANSACTION;
