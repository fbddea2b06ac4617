-- For shops whose readers must not wait at all: under READ_COMMITTED_SNAPSHOT they see the old rows until the commit. Slower, and more to log.
SET NOCOUNT ON;
DELETE FROM [$schema$].RawSkusFromShopify;
DELETE FROM [$schema$].RawInventoryLevelsFromShopify;
SELECT CAST(0 AS bigint) AS WaitedMilliseconds;
