DELETE FROM SubscriptionGap WHERE RepairedAt < @repairedBefore;
