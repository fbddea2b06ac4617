-- name: HasMigrations
SELECT 1 AS HasMigrations FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions';

-- name: ReadMigrations
SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName;

-- name: ReadJournalMode
PRAGMA journal_mode;

-- name: ReadForeignKeys
-- Those that refer to a raw table, by the table that has them.
SELECT DISTINCT t.name AS ForeignKey
FROM sqlite_master AS t
JOIN pragma_foreign_key_list(t.name) AS f
WHERE t.type = 'table' AND f."table" IN ('RawSkusFromShopify', 'RawInventoryLevelsFromShopify')
ORDER BY t.name;

-- name: ReadShop
SELECT ShopDomain FROM SyncState WHERE ShopDomain IS NOT NULL;

-- name: ReadBinding
SELECT ShopDomain, SafetyStock FROM SyncState;

-- name: WriteBinding
UPDATE SyncState SET ShopDomain = @shopDomain, SafetyStock = @safetyStock;

-- name: ReadIncludedLocations
SELECT LocationId FROM IncludedLocation ORDER BY LocationId;

-- name: DeleteIncludedLocations
DELETE FROM IncludedLocation;

-- name: IncludeLocation
INSERT INTO IncludedLocation (LocationId) VALUES (@locationId);
