-- name: FindSkus
-- @sku nvarchar(500), @variantId bigint, @limit int
SELECT TOP (@limit) VariantId, Sku, ProductTitle, Title, Available, Sellable
FROM [$schema$].SkuLive
WHERE Sku = @sku OR VariantId = @variantId
ORDER BY VariantId;

-- name: ListPolicies
SELECT p.VariantId, p.SafetyStock, p.Note, p.SetAt, s.VariantId AS LiveVariantId, s.Sku, s.ProductTitle, s.Title, s.Available, s.Sellable
FROM [$schema$].SkuPolicy AS p
LEFT JOIN [$schema$].SkuLive AS s ON s.VariantId = p.VariantId
ORDER BY p.VariantId;

-- name: SetPolicy
-- @variantId bigint, @safetyStock int, @note nvarchar(500), @setAt bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].SkuPolicy SET SafetyStock = @safetyStock, Note = @note, SetAt = @setAt WHERE VariantId = @variantId;
IF @@ROWCOUNT = 0 INSERT INTO [$schema$].SkuPolicy (VariantId, SafetyStock, Note, SetAt) VALUES (@variantId, @safetyStock, @note, @setAt);
COMMIT TRANSACTION;

-- name: RemovePolicy
-- @variantId bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
DELETE FROM [$schema$].SkuPolicy WHERE VariantId = @variantId;
SELECT @@ROWCOUNT AS Removed;
COMMIT TRANSACTION;
