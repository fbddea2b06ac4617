SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, VariantTitle, Price, ProductTitle, ProductStatus, Tracked, VariantUpdatedAt,
    ProductUpdatedAt, ItemUpdatedAt
FROM [$schema$].RawSkusFromShopify;
