-- name: HasMigrations
SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions';

-- name: ReadMigrations
SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName;

-- name: ReadJournalMode
PRAGMA journal_mode;

-- name: ReadForeignKeys
-- Those that refer to a raw table, by the table that has them.
SELECT DISTINCT t.name
FROM sqlite_master AS t
JOIN pragma_foreign_key_list(t.name) AS f
WHERE t.type = 'table' AND f."table" IN ('RawSkusFromShopify', 'RawInventoryLevelsFromShopify')
ORDER BY t.name;

-- name: ReadSyncState
SELECT Value FROM SyncState WHERE Name = @name;

-- name: WriteSyncState
INSERT INTO SyncState (Name, Value) VALUES (@name, @value)
ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value;

-- name: DeleteSyncState
DELETE FROM SyncState WHERE Name = @name;
