SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
DELETE FROM [$schema$].SyncState WHERE Name = N'Pause';
SELECT @@ROWCOUNT AS Resumed;
COMMIT TRANSACTION;
