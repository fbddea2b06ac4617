SELECT Topic, LostSince, RepairedAt FROM SubscriptionGap WHERE RepairedAt > @since;
