SELECT VariantId, Sku, ProductTitle, Title, Available, Sellable
FROM SkuLive
WHERE Sku = @sku OR VariantId = @variantId
ORDER BY VariantId
LIMIT @limit;
