-- @failure nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].WriteSyncState N'SubscriptionFailure', @failure;
COMMIT TRANSACTION;
