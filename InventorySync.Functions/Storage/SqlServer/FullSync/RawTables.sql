-- name: TruncateRaw
-- A truncation waits for whoever reads the table, and whoever comes meanwhile waits for it: so it gives up after five seconds, and is tried
-- again. From the first one on the raw tables' readers wait; the answer is how long they have until both were empty.
SET NOCOUNT ON;
SET LOCK_TIMEOUT 5000;
TRUNCATE TABLE [$schema$].RawSkusFromShopify;
DECLARE @since datetime2(3) = SYSUTCDATETIME();
TRUNCATE TABLE [$schema$].RawInventoryLevelsFromShopify;
SET LOCK_TIMEOUT -1;
SELECT CAST(DATEDIFF(millisecond, @since, SYSUTCDATETIME()) AS bigint) AS WaitedMilliseconds;

-- name: DeleteRaw
-- For shops whose readers must not wait at all: under READ_COMMITTED_SNAPSHOT they see the old rows until the commit. Slower, and more to
-- log.
SET NOCOUNT ON;
DELETE FROM [$schema$].RawSkusFromShopify;
DELETE FROM [$schema$].RawInventoryLevelsFromShopify;

-- name: RefillRaw
-- Each as it was downloaded.
-- @runId bigint
SET NOCOUNT ON;
INSERT INTO [$schema$].RawSkusFromShopify
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, SyncRunId)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
       VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, @runId
FROM [$schema$].DownloadedVariant;

INSERT INTO [$schema$].RawInventoryLevelsFromShopify (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM [$schema$].DownloadedLevel;
