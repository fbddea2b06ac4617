-- @begunAt nvarchar(20)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].WriteSyncState N'SubscriptionRepairBegunAt', @begunAt;
COMMIT TRANSACTION;
