-- name: ReadSubscriptionHealth
SELECT CheckedAt, SeenAt, Address, ApiVersion, Topics, FailedAt, FailureReason, UninstalledAt, RepairedAt FROM SubscriptionState;

-- name: ReadSubscriptionTimes
SELECT SeenAt, RepairBegunAt FROM SubscriptionState;

-- name: BeginSubscriptionRepair
UPDATE SubscriptionState SET RepairBegunAt = @begunAt;

-- name: WriteSubscriptionCheck
UPDATE SubscriptionState
SET CheckedAt = @checkedAt, SeenAt = @seenAt, Address = @address, ApiVersion = @apiVersion, Topics = @topics,
    FailedAt = NULL, FailureReason = NULL, RepairBegunAt = NULL,
    RepairedAt = CASE WHEN @isRepaired = 1 THEN @checkedAt ELSE RepairedAt END,
    UninstalledAt = CASE WHEN UninstalledAt > @seenAt THEN UninstalledAt END;

-- name: RecordSubscriptionFailure
UPDATE SubscriptionState SET FailedAt = @failedAt, FailureReason = @reason;

-- name: WriteUninstalled
-- Of several the newest stays.
UPDATE SubscriptionState SET UninstalledAt = @seenAt WHERE UninstalledAt IS NULL OR UninstalledAt < @seenAt;

-- name: WriteSubscriptionGap
INSERT INTO SubscriptionGap (Topic, LostSince, RepairedAt)
VALUES (@topic, @lostSince, @repairedAt)
ON CONFLICT (Topic, RepairedAt) DO NOTHING;
