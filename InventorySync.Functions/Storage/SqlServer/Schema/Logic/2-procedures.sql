-- The order of locks, which every transaction keeps, so that no two wait for each other (docs/decisions/0006):
--   InventorySync:apply              shared; exclusive for the last transaction of a full sync, and where the locations in force change
--   InventorySync:product:<id>       exclusive, ids ascending: the product's row and the registers of its variants
--   InventorySync:item:<id>          exclusive, ids ascending: the item's row, its levels, and what its variants copy from them
--   InventorySync:needs              exclusive: PendingLookUp, FailedChange, SyncState and the tables of one row beside it
-- They are a transaction's own, and go with it. Under READ_COMMITTED_SNAPSHOT every statement after a lock sees what its last holder
-- committed.
-- A lock is waited for 30 seconds: longer than the last transaction of a full sync, which takes up to 20 at 200,000 variants, and shorter
-- than the minute of CommandTimeout, so that it is this that says which lock it was.
CREATE OR ALTER PROCEDURE [$schema$].TakeLock @resource nvarchar(255), @mode nvarchar(32)
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @result int;
    EXEC @result = sp_getapplock @Resource = @resource, @LockMode = @mode, @LockOwner = N'Transaction', @LockTimeout = 30000;
    IF @result < 0
    BEGIN
        DECLARE @message nvarchar(2000) = CONCAT(N'The lock ', @resource, N' was not granted (', @result, N').');
        THROW 51205, @message, 1;
    END;
END;
GO

-- Every write of a run is refused once another instance holds its lease, or the run has ended. The row stays locked until the transaction
-- ends, so that nobody takes the run over in the middle of it.
CREATE OR ALTER PROCEDURE [$schema$].FenceRun @runId bigint, @owner nvarchar(200)
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE [$schema$].SyncRun SET Owner = @owner WHERE Id = @runId AND Owner = @owner AND State < 5 /* SyncState.Succeeded */;
    IF @@ROWCOUNT = 0 THROW 51210, N'The run is leased to another instance, or has ended.', 1;
END;
GO
