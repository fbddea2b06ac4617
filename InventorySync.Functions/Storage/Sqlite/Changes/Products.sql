-- name: ReadProduct
SELECT Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt
FROM Product
WHERE ProductId = @productId;

-- name: WriteProduct
INSERT INTO Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
    VariantsSeenAt)
VALUES (@productId, @title, @status, @updatedAt, @seenAt, @observedBy, @isDeleted, @presenceSeenAt, @variantsSeenAt)
ON CONFLICT (ProductId) DO UPDATE
SET Title = excluded.Title,
    Status = excluded.Status,
    DetailsUpdatedAt = excluded.DetailsUpdatedAt,
    DetailsSeenAt = excluded.DetailsSeenAt,
    DetailsObservedBy = excluded.DetailsObservedBy,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt,
    VariantsSeenAt = excluded.VariantsSeenAt;

-- name: CopyProductToSku
UPDATE Sku
SET (ProductTitle, ProductStatus) = (SELECT Title, Status FROM Product WHERE ProductId = @productId)
WHERE ProductId = @productId
  AND EXISTS (SELECT 1 FROM Product AS p WHERE p.ProductId = @productId AND (p.Title <> Sku.ProductTitle OR p.Status <> Sku.ProductStatus));

-- name: ReadVariant
SELECT ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt
FROM Sku
WHERE VariantId = @variantId;

-- name: ReadVariantsOfProduct
SELECT ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
    PresenceSeenAt, VariantId
FROM Sku
WHERE ProductId = @productId;

-- name: ReadVariantsOfItem
SELECT VariantId, IsDeleted, PresenceSeenAt, ProductId FROM Sku WHERE InventoryItemId = @inventoryItemId;

-- name: ReadUnreadVariant
SELECT PresenceSeenAt FROM UnreadVariant WHERE VariantId = @variantId;

-- name: ReadUnreadVariantsOfProduct
SELECT VariantId, PresenceSeenAt FROM UnreadVariant WHERE ProductId = @productId;

-- name: DeleteUnreadVariant
DELETE FROM UnreadVariant WHERE VariantId = @variantId;

-- name: WriteUnreadVariant
INSERT INTO UnreadVariant (VariantId, ProductId, PresenceSeenAt)
VALUES (@variantId, @productId, @presenceSeenAt)
ON CONFLICT (VariantId) DO UPDATE SET PresenceSeenAt = excluded.PresenceSeenAt;

-- name: WriteVariant
INSERT INTO Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT @variantId, @productId, @inventoryItemId, @sku, @barcode, @title, @price, @updatedAt, @seenAt, @observedBy,
       p.Title, p.Status, i.Tracked, NULL, @isDeleted, @presenceSeenAt
FROM Product AS p
LEFT JOIN InventoryItem AS i ON i.InventoryItemId = @inventoryItemId -- not known yet where the product's message comes first
WHERE p.ProductId = @productId
ON CONFLICT (VariantId) DO UPDATE
SET ProductId = excluded.ProductId,
    InventoryItemId = excluded.InventoryItemId,
    Sku = excluded.Sku,
    Barcode = excluded.Barcode,
    Title = excluded.Title,
    Price = excluded.Price,
    DetailsUpdatedAt = excluded.DetailsUpdatedAt,
    DetailsSeenAt = excluded.DetailsSeenAt,
    DetailsObservedBy = excluded.DetailsObservedBy,
    ProductTitle = excluded.ProductTitle,
    ProductStatus = excluded.ProductStatus,
    Tracked = excluded.Tracked,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt;

-- name: TouchVariant
-- Versions alone: of a message that says nothing new, so that an older one that comes later still loses.
UPDATE Sku
SET DetailsUpdatedAt = @updatedAt, DetailsSeenAt = @seenAt, DetailsObservedBy = @observedBy, PresenceSeenAt = @presenceSeenAt
WHERE VariantId = @variantId;

-- name: WriteVariantPresence
UPDATE Sku SET IsDeleted = @isDeleted, PresenceSeenAt = @presenceSeenAt WHERE VariantId = @variantId;

-- name: ListVariantsAgain
UPDATE Sku
SET PresenceSeenAt = @presenceSeenAt
WHERE VariantId IN (SELECT value FROM json_each(@variantIds));
