INSERT INTO SyncState (Name, Value) VALUES (@name, @value)
ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value;
