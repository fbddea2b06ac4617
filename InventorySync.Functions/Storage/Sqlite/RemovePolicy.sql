DELETE FROM SkuPolicy WHERE VariantId = @variantId;
