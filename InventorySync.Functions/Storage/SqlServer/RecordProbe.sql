-- @reason is NULL where no full sync is asked for.
-- @probe nvarchar(max), @reason nvarchar(20), @askedAt bigint, @seenAfter bigint, @notBefore bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].WriteSyncState N'Probe', @probe;
IF @reason IS NOT NULL EXEC [$schema$].AskEarlySync @reason, @askedAt, @seenAfter, @notBefore;
COMMIT TRANSACTION;
