-- @variantId bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
DELETE FROM [$schema$].SkuPolicy WHERE VariantId = @variantId;
SELECT @@ROWCOUNT AS Removed;
COMMIT TRANSACTION;
