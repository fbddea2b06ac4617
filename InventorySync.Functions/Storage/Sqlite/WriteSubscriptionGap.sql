INSERT INTO SubscriptionGap (Topic, LostSince, RepairedAt)
VALUES (@topic, @lostSince, @repairedAt)
ON CONFLICT (Topic, RepairedAt) DO NOTHING;
