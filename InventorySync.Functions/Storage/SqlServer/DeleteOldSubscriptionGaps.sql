-- @repairedBefore bigint
SET NOCOUNT ON;
DELETE FROM [$schema$].SubscriptionGap WHERE RepairedAt < @repairedBefore;
