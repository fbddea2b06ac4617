SELECT Value FROM SyncState WHERE Name = @name;
