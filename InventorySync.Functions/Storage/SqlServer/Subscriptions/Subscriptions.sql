-- name: ReadSubscriptionHealth
SELECT (SELECT Value FROM [$schema$].SyncState WHERE Name = N'SubscriptionCheck') AS LastCheck,
       (SELECT Value FROM [$schema$].SyncState WHERE Name = N'SubscriptionFailure') AS Failure,
       (SELECT CAST(Value AS bigint) FROM [$schema$].SyncState WHERE Name = N'UninstalledAt') AS UninstalledAt,
       (SELECT CAST(Value AS bigint) FROM [$schema$].SyncState WHERE Name = N'SubscriptionsRepairedAt') AS LastRepairedAt;

-- name: BeginSubscriptionRepair
-- @begunAt nvarchar(20)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].WriteSyncState N'SubscriptionRepairBegunAt', @begunAt;
COMMIT TRANSACTION;

-- name: RecordSubscriptionCheck
-- A check that was carried through. Webhooks were lost by what it found, or by one that began to repair and did not end.
-- @check nvarchar(max), @lostTopics nvarchar(max), @checkedAt bigint, @seenAt bigint, @isRepaired bit, @isLost bit, @notBefore bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

-- Before the first check there was nothing, ever.
DECLARE @before nvarchar(max) = (SELECT Value FROM [$schema$].SyncState WHERE Name = N'SubscriptionCheck');
DECLARE @lostSince bigint = coalesce(CAST(JSON_VALUE(@before, N'$.seenAt') AS bigint), 0);
INSERT INTO [$schema$].SubscriptionGap (Topic, LostSince, RepairedAt)
SELECT CAST(j.[value] AS nvarchar(50)), @lostSince, @seenAt
FROM OPENJSON(@lostTopics) AS j
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].SubscriptionGap AS g WHERE g.Topic = CAST(j.[value] AS nvarchar(50)) AND g.RepairedAt = @seenAt);

EXEC [$schema$].WriteSyncState N'SubscriptionCheck', @check;
DELETE FROM [$schema$].SyncState WHERE Name = N'SubscriptionFailure';
DELETE FROM [$schema$].SyncState WHERE Name = N'UninstalledAt' AND CAST(Value AS bigint) <= @seenAt;
IF @isRepaired = 1
BEGIN
    DECLARE @repairedAt nvarchar(max) = CAST(@checkedAt AS nvarchar(20));
    EXEC [$schema$].WriteSyncState N'SubscriptionsRepairedAt', @repairedAt;
END;

DELETE FROM [$schema$].SyncState WHERE Name = N'SubscriptionRepairBegunAt';
IF @@ROWCOUNT > 0 SET @isLost = 1;
-- Before the first full sync nothing was there to be lost, and it sees everything.
IF @isLost = 1 AND EXISTS (SELECT 1 FROM [$schema$].SyncRun)
    EXEC [$schema$].AskEarlySync N'Subscriptions', @checkedAt, @seenAt, @notBefore;

SELECT @isLost AS IsLost;
COMMIT TRANSACTION;

-- name: RecordSubscriptionFailure
-- @failure nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].WriteSyncState N'SubscriptionFailure', @failure;
COMMIT TRANSACTION;

-- name: RecordUninstalled
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
