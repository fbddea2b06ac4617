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
