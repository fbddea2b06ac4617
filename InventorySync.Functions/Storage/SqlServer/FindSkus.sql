-- @sku nvarchar(500), @variantId bigint, @limit int
SELECT TOP (@limit) VariantId, Sku, ProductTitle, Title, Available, Sellable
FROM [$schema$].SkuLive
WHERE Sku = @sku OR VariantId = @variantId
ORDER BY VariantId;
