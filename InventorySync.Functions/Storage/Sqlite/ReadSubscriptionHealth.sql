SELECT (SELECT Value FROM SyncState WHERE Name = 'SubscriptionCheck') AS LastCheck,
       (SELECT Value FROM SyncState WHERE Name = 'SubscriptionFailure') AS Failure,
       (SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'UninstalledAt') AS UninstalledAt,
       (SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'SubscriptionsRepairedAt') AS LastRepairedAt;
