-- name: ReadSubscriptionHealth
SELECT (SELECT Value FROM SyncState WHERE Name = 'SubscriptionCheck') AS LastCheck,
       (SELECT Value FROM SyncState WHERE Name = 'SubscriptionFailure') AS Failure,
       (SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'UninstalledAt') AS UninstalledAt,
       (SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'SubscriptionsRepairedAt') AS LastRepairedAt;

-- name: WriteSubscriptionGap
INSERT INTO SubscriptionGap (Topic, LostSince, RepairedAt)
VALUES (@topic, @lostSince, @repairedAt)
ON CONFLICT (Topic, RepairedAt) DO NOTHING;
