DELETE FROM SyncState WHERE Name = @name;
