-- An earlier pause stays.
-- @pause nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
IF NOT EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE Name = N'Pause') INSERT INTO [$schema$].SyncState (Name, Value) VALUES (N'Pause', @pause);
SELECT Value FROM [$schema$].SyncState WHERE Name = N'Pause';
COMMIT TRANSACTION;
