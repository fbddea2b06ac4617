-- name: ReadMigrations
-- The journal of `migrate`; no row where there is none.
-- @journal nvarchar(300)
IF OBJECT_ID(@journal, N'U') IS NOT NULL SELECT ScriptName FROM [$schema$].InventorySyncMigration ORDER BY ScriptName;

-- name: TakeMigrationLock
-- Of several that migrate at once one does, and the others wait; then nothing is left for them.
DECLARE @result int;
EXEC @result = sp_getapplock @Resource = N'InventorySync:migrate', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 60000;
IF @result < 0 THROW 51205, N'Somebody else has been migrating this database for a minute. Try again when that is over.', 1;

-- name: CreateSchema
-- In a string, since it has to be the first statement of its batch.
IF SCHEMA_ID(N'$schema$') IS NULL EXEC (N'CREATE SCHEMA [$schema$]');

-- name: ReadColumns
-- Of tables and views; functions and procedures have none.
-- @schema nvarchar(128)
SELECT TABLE_NAME AS ObjectName, COLUMN_NAME AS ColumnName FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = @schema
UNION ALL
SELECT ROUTINE_NAME, N'' FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = @schema
ORDER BY ObjectName, ColumnName;

-- name: ReadRowVersions
SELECT CAST(is_read_committed_snapshot_on AS bit) AS IsOn FROM sys.databases WHERE name = DB_NAME();

-- name: EnableRowVersions
-- Fails at once while others are in the database: their transactions are not to be broken off.
ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;

-- name: ReadForeignKeys
-- Those that refer to a raw table, which can then not be truncated; of a table that this login may not see, it does not see them either.
SELECT f.name AS ForeignKey
FROM sys.foreign_keys AS f
WHERE f.referenced_object_id IN (OBJECT_ID(N'[$schema$].RawSkusFromShopify'), OBJECT_ID(N'[$schema$].RawInventoryLevelsFromShopify'))
ORDER BY f.name;

-- name: ReadMissingRights
-- @rights nvarchar(max)
SELECT CONCAT(r.permission, N' on ', r.objectName) AS MissingRight
FROM OPENJSON(@rights) WITH (objectName nvarchar(128) '$.objectName', permission nvarchar(50) '$.permission') AS r
WHERE coalesce(HAS_PERMS_BY_NAME(CONCAT(N'[$schema$].[', r.objectName, N']'), N'OBJECT', r.permission), 0) = 0
ORDER BY r.objectName, r.permission;

-- name: BindDatabase
-- Binds the database to the shop, unless it is bound to another one, and says what is kept back of each SKU.
-- @shopDomain nvarchar(255), @safetyStock int
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SyncState SET ShopDomain = @shopDomain WHERE ShopDomain IS NULL;
UPDATE [$schema$].SyncState SET SafetyStock = @safetyStock WHERE ShopDomain = @shopDomain;
SELECT ShopDomain FROM [$schema$].SyncState;
COMMIT TRANSACTION;

-- name: IncludeLocations
-- Puts other locations in force: RecomputeAvailability follows in the same transaction.
-- @locationIds nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
DELETE FROM [$schema$].IncludedLocation;
INSERT INTO [$schema$].IncludedLocation (LocationId) SELECT DISTINCT CAST(j.[value] AS bigint) FROM OPENJSON(@locationIds) AS j;

-- name: ReadBinding
SELECT ShopDomain, SafetyStock FROM [$schema$].SyncState;

-- name: ReadIncludedLocations
SELECT LocationId FROM [$schema$].IncludedLocation ORDER BY LocationId;

-- name: ReadShop
SELECT ShopDomain FROM [$schema$].SyncState WHERE ShopDomain IS NOT NULL;
