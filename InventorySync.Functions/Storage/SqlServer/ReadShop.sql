SELECT Value FROM [$schema$].SyncState WHERE Name = N'ShopDomain';
