-- The run keeps it, whatever instance continues the run; one that another run had taken is removed.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;

DECLARE @isApproved bit = 0;
DECLARE @held nvarchar(max) = (SELECT Value FROM [$schema$].SyncState WHERE Name = N'ShrinkApproval');
IF @held IS NOT NULL
BEGIN
    IF coalesce(CAST(JSON_VALUE(@held, N'$.runId') AS bigint), @runId) = @runId
    BEGIN
        SET @isApproved = 1;
        SET @held = CONCAT(N'{"approvedAt":', JSON_VALUE(@held, N'$.approvedAt'), N',"runId":', @runId, N'}');
        EXEC [$schema$].WriteSyncState N'ShrinkApproval', @held;
    END
    ELSE
        DELETE FROM [$schema$].SyncState WHERE Name = N'ShrinkApproval';
END;

SELECT @isApproved AS IsApproved;
COMMIT TRANSACTION;
