SELECT (SELECT Value FROM [$schema$].SyncState WHERE Name = N'SubscriptionCheck') AS LastCheck,
       (SELECT Value FROM [$schema$].SyncState WHERE Name = N'SubscriptionFailure') AS Failure,
       (SELECT CAST(Value AS bigint) FROM [$schema$].SyncState WHERE Name = N'UninstalledAt') AS UninstalledAt,
       (SELECT CAST(Value AS bigint) FROM [$schema$].SyncState WHERE Name = N'SubscriptionsRepairedAt') AS LastRepairedAt;
