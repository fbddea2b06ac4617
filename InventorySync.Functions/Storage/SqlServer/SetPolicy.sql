-- @variantId bigint, @safetyStock int, @note nvarchar(500), @setAt bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SkuPolicy SET SafetyStock = @safetyStock, Note = @note, SetAt = @setAt WHERE VariantId = @variantId;
IF @@ROWCOUNT = 0 INSERT INTO [$schema$].SkuPolicy (VariantId, SafetyStock, Note, SetAt) VALUES (@variantId, @safetyStock, @note, @setAt);
COMMIT TRANSACTION;
