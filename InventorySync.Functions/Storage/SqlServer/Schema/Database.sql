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
-- Binds the database to the shop, unless it is bound to another one, says what is kept back of each SKU, and replaces the included
-- locations where they are others: RecomputeAvailability follows then, in the same transaction. Changes wait only where the locations were
-- others when they were read without a lock: hasOtherLocations.
-- @shopDomain nvarchar(255), @safetyStock int, @locationIds nvarchar(max), @hasOtherLocations bit
SET NOCOUNT, XACT_ABORT ON;
IF @hasOtherLocations = 1 EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SyncState SET ShopDomain = @shopDomain WHERE ShopDomain IS NULL;
UPDATE [$schema$].SyncState SET SafetyStock = @safetyStock WHERE ShopDomain = @shopDomain;

DECLARE @included TABLE (LocationId bigint NOT NULL PRIMARY KEY);
INSERT INTO @included (LocationId) SELECT DISTINCT CAST(j.[value] AS bigint) FROM OPENJSON(@locationIds) AS j;
DECLARE @areReplaced bit = 0;
IF EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE ShopDomain = @shopDomain)
    AND EXISTS (
        SELECT 1
        FROM @included AS i
        FULL JOIN [$schema$].IncludedLocation AS l ON l.LocationId = i.LocationId
        WHERE i.LocationId IS NULL OR l.LocationId IS NULL)
BEGIN
    -- Another app has replaced them since they were read, and changes read them under the lock that is not taken: begin again.
    IF @hasOtherLocations = 0 THROW 51205, N'The included locations have changed since they were read.', 1;
    DELETE FROM [$schema$].IncludedLocation;
    INSERT INTO [$schema$].IncludedLocation (LocationId) SELECT LocationId FROM @included;
    SET @areReplaced = 1;
END;

SELECT ShopDomain, @areReplaced AS AreReplaced FROM [$schema$].SyncState;

-- name: ReadBinding
SELECT ShopDomain, SafetyStock FROM [$schema$].SyncState;

-- name: ReadIncludedLocations
SELECT LocationId FROM [$schema$].IncludedLocation ORDER BY LocationId;

-- name: ReadShop
SELECT ShopDomain FROM [$schema$].SyncState WHERE ShopDomain IS NOT NULL;
