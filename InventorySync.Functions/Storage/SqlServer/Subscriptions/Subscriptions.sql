-- name: ReadSubscriptionHealth
SELECT CheckedAt, SeenAt, Address, ApiVersion, Topics, FailedAt, FailureReason, UninstalledAt, RepairedAt FROM [$schema$].SubscriptionState;

-- name: BeginSubscriptionRepair
-- @begunAt bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SubscriptionState SET RepairBegunAt = @begunAt;
COMMIT TRANSACTION;

-- name: RecordSubscriptionCheck
-- A check that was carried through. Webhooks were lost by what it found, or by one that began to repair and did not end.
-- @checkedAt bigint, @seenAt bigint, @address nvarchar(max), @apiVersion nvarchar(max), @topics nvarchar(max), @lostTopics nvarchar(max)
-- @isRepaired bit, @isLost bit
SET NOCOUNT, XACT_ABORT ON;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

-- Before the first check there was nothing, ever.
DECLARE @lostSince bigint = (SELECT coalesce(SeenAt, 0) FROM [$schema$].SubscriptionState);
INSERT INTO [$schema$].SubscriptionGap (Topic, LostSince, RepairedAt)
SELECT CAST(j.[value] AS nvarchar(50)), @lostSince, @seenAt
FROM OPENJSON(@lostTopics) AS j
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].SubscriptionGap AS g WHERE g.Topic = CAST(j.[value] AS nvarchar(50)) AND g.RepairedAt = @seenAt);

IF EXISTS (SELECT 1 FROM [$schema$].SubscriptionState WHERE RepairBegunAt IS NOT NULL) SET @isLost = 1;
UPDATE [$schema$].SubscriptionState
SET CheckedAt = @checkedAt, SeenAt = @seenAt, Address = @address, ApiVersion = @apiVersion, Topics = @topics,
    FailedAt = NULL, FailureReason = NULL, RepairBegunAt = NULL,
    RepairedAt = CASE WHEN @isRepaired = 1 THEN @checkedAt ELSE RepairedAt END,
    UninstalledAt = CASE WHEN UninstalledAt > @seenAt THEN UninstalledAt END;

-- Before the first full sync nothing was there to be lost, and it sees everything.
SELECT @isLost AS IsLost, CASE WHEN EXISTS (SELECT 1 FROM [$schema$].SyncRun) THEN 1 ELSE 0 END AS HasRuns;

-- name: RecordSubscriptionFailure
-- @failedAt bigint, @reason nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SubscriptionState SET FailedAt = @failedAt, FailureReason = @reason;
COMMIT TRANSACTION;

-- name: RecordUninstalled
-- Unless a check since has found the app installed. Of several the newest stays.
-- @seenAt bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SubscriptionState
SET UninstalledAt = @seenAt
WHERE (SeenAt IS NULL OR SeenAt < @seenAt) AND (UninstalledAt IS NULL OR UninstalledAt < @seenAt);
SELECT CASE WHEN SeenAt >= @seenAt THEN 0 ELSE 1 END AS IsKnown FROM [$schema$].SubscriptionState;
COMMIT TRANSACTION;
