-- A truncation waits for whoever reads the table, and whoever comes meanwhile waits for it: so it gives up after five seconds, and is tried again.
-- From the first one on the raw tables' readers wait; the answer is how long they have until both were empty.
SET NOCOUNT ON;
SET LOCK_TIMEOUT 5000;
TRUNCATE TABLE [$schema$].RawSkusFromShopify;
DECLARE @since datetime2(3) = SYSUTCDATETIME();
TRUNCATE TABLE [$schema$].RawInventoryLevelsFromShopify;
SET LOCK_TIMEOUT -1;
SELECT CAST(DATEDIFF(millisecond, @since, SYSUTCDATETIME()) AS bigint) AS WaitedMilliseconds;
