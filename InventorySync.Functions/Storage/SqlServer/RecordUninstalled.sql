-- Unless a check since has found the app installed. Of several the newest stays.
-- @seenAt bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

DECLARE @isKnown bit = 1;
IF EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE Name = N'SubscriptionCheck' AND CAST(JSON_VALUE(Value, N'$.seenAt') AS bigint) >= @seenAt) SET @isKnown = 0;

IF @isKnown = 1 AND NOT EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE Name = N'UninstalledAt' AND CAST(Value AS bigint) >= @seenAt)
BEGIN
    DECLARE @uninstalledAt nvarchar(max) = CAST(@seenAt AS nvarchar(20));
    EXEC [$schema$].WriteSyncState N'UninstalledAt', @uninstalledAt;
END;

SELECT @isKnown AS IsKnown;
COMMIT TRANSACTION;
