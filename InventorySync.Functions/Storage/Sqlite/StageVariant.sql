INSERT INTO StagedVariant
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, LocationsCount)
VALUES
    (@variantId, @productId, @inventoryItemId, @sku, @barcode, @productTitle, @variantTitle, @price, @productStatus, @tracked,
     @variantUpdatedAt, @productUpdatedAt, @itemUpdatedAt, @locationsCount);
