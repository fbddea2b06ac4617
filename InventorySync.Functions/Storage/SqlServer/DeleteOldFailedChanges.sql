-- @receivedBefore bigint, @limit int
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
DELETE TOP (@limit) FROM [$schema$].FailedChange WHERE RepairState <> 0 AND ReceivedAt < @receivedBefore;
SELECT @@ROWCOUNT AS Removed;
COMMIT TRANSACTION;
