-- @since bigint
SELECT Topic, LostSince, RepairedAt FROM [$schema$].SubscriptionGap WHERE RepairedAt > @since;
