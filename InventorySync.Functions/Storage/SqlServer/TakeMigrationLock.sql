-- Of several that migrate at once one does, and the others wait; then nothing is left for them.
DECLARE @result int;
EXEC @result = sp_getapplock @Resource = N'InventorySync:migrate', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 60000;
IF @result < 0 THROW 51205, N'Somebody else has been migrating this database for a minute. Try again when that is over.', 1;
