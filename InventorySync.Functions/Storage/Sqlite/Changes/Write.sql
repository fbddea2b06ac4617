-- What a batch of changes writes: rows as JSON, by their primary keys. An update names the version that was loaded, and each statement
-- answers how many rows it has written, so that a lost update is an error.

-- name: UpdateProducts
UPDATE Product
SET Title = j.value ->> 'title',
    Status = j.value ->> 'status',
    DetailsUpdatedAt = j.value ->> 'updatedAt',
    DetailsSeenAt = j.value ->> 'seenAt',
    DetailsObservedBy = j.value ->> 'observedBy',
    IsDeleted = j.value ->> 'isDeleted',
    PresenceSeenAt = j.value ->> 'presenceSeenAt',
    VariantsSeenAt = j.value ->> 'variantsSeenAt'
FROM json_each(@updatedProducts) AS j
WHERE Product.ProductId = j.value ->> 'productId'
  AND coalesce(Product.DetailsSeenAt, -1) = j.value ->> 'wasSeenAt'
  AND Product.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt'
  AND coalesce(Product.VariantsSeenAt, -1) = j.value ->> 'wasVariantsSeenAt';
SELECT changes() AS RowsWritten;

-- name: InsertProducts
INSERT INTO Product
    (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
SELECT j.value ->> 'productId', j.value ->> 'title', j.value ->> 'status', j.value ->> 'updatedAt', j.value ->> 'seenAt',
       j.value ->> 'observedBy', j.value ->> 'isDeleted', j.value ->> 'presenceSeenAt', j.value ->> 'variantsSeenAt'
FROM json_each(@newProducts) AS j;
SELECT changes() AS RowsWritten;

-- name: UpdateItems
UPDATE InventoryItem
SET Tracked = j.value ->> 'tracked',
    DetailsUpdatedAt = j.value ->> 'updatedAt',
    DetailsSeenAt = j.value ->> 'seenAt',
    DetailsObservedBy = j.value ->> 'observedBy',
    IsDeleted = j.value ->> 'isDeleted',
    PresenceSeenAt = j.value ->> 'presenceSeenAt'
FROM json_each(@updatedItems) AS j
WHERE InventoryItem.InventoryItemId = j.value ->> 'inventoryItemId'
  AND coalesce(InventoryItem.DetailsSeenAt, -1) = j.value ->> 'wasSeenAt'
  AND InventoryItem.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt';
SELECT changes() AS RowsWritten;

-- name: InsertItems
INSERT INTO InventoryItem
    (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT j.value ->> 'inventoryItemId', j.value ->> 'tracked', j.value ->> 'updatedAt', j.value ->> 'seenAt', j.value ->> 'observedBy',
       j.value ->> 'isDeleted', j.value ->> 'presenceSeenAt'
FROM json_each(@newItems) AS j;
SELECT changes() AS RowsWritten;

-- name: UpdateLevels
UPDATE InventoryLevel
SET Available = j.value ->> 'available',
    AvailableUpdatedAt = j.value ->> 'updatedAt',
    AvailableSeenAt = j.value ->> 'seenAt',
    AvailableObservedBy = j.value ->> 'observedBy',
    IsConnected = j.value ->> 'isConnected',
    PresenceSeenAt = j.value ->> 'presenceSeenAt'
FROM json_each(@updatedLevels) AS j
WHERE InventoryLevel.InventoryItemId = j.value ->> 'inventoryItemId'
  AND InventoryLevel.LocationId = j.value ->> 'locationId'
  AND coalesce(InventoryLevel.AvailableSeenAt, -1) = j.value ->> 'wasSeenAt'
  AND InventoryLevel.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt';
SELECT changes() AS RowsWritten;

-- name: InsertLevels
INSERT INTO InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt)
SELECT j.value ->> 'inventoryItemId', j.value ->> 'locationId', j.value ->> 'available', j.value ->> 'updatedAt', j.value ->> 'seenAt',
       j.value ->> 'observedBy', j.value ->> 'isConnected', j.value ->> 'presenceSeenAt'
FROM json_each(@newLevels) AS j;
SELECT changes() AS RowsWritten;

-- name: UpdateUnreadVariants
UPDATE UnreadVariant
SET ProductId = j.value ->> 'productId',
    PresenceSeenAt = j.value ->> 'presenceSeenAt'
FROM json_each(@updatedUnread) AS j
WHERE UnreadVariant.VariantId = j.value ->> 'variantId'
  AND UnreadVariant.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt';
SELECT changes() AS RowsWritten;

-- name: InsertUnreadVariants
INSERT INTO UnreadVariant
    (VariantId, ProductId, PresenceSeenAt)
SELECT j.value ->> 'variantId', j.value ->> 'productId', j.value ->> 'presenceSeenAt'
FROM json_each(@newUnread) AS j;
SELECT changes() AS RowsWritten;

-- name: DeleteUnreadVariants
DELETE FROM UnreadVariant
WHERE VariantId IN (SELECT j.value ->> 'variantId' FROM json_each(@readVariants) AS j);
SELECT changes() AS RowsWritten;

-- name: UpdateVariants
UPDATE Sku
SET ProductId = j.value ->> 'productId',
    InventoryItemId = j.value ->> 'inventoryItemId',
    Sku = j.value ->> 'sku',
    Barcode = j.value ->> 'barcode',
    Title = j.value ->> 'title',
    Price = j.value ->> 'price',
    DetailsUpdatedAt = j.value ->> 'updatedAt',
    DetailsSeenAt = j.value ->> 'seenAt',
    DetailsObservedBy = j.value ->> 'observedBy',
    ProductTitle = j.value ->> 'productTitle',
    ProductStatus = j.value ->> 'productStatus',
    IsDeleted = j.value ->> 'isDeleted',
    PresenceSeenAt = j.value ->> 'presenceSeenAt'
FROM json_each(@updatedVariants) AS j
WHERE Sku.VariantId = j.value ->> 'variantId'
  AND Sku.DetailsSeenAt = j.value ->> 'wasSeenAt'
  AND Sku.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt';
SELECT changes() AS RowsWritten;

-- name: UpdateVariantPresence
UPDATE Sku
SET DetailsUpdatedAt = j.value ->> 'updatedAt',
    DetailsSeenAt = j.value ->> 'seenAt',
    DetailsObservedBy = j.value ->> 'observedBy',
    IsDeleted = j.value ->> 'isDeleted',
    PresenceSeenAt = j.value ->> 'presenceSeenAt'
FROM json_each(@updatedPresence) AS j
WHERE Sku.VariantId = j.value ->> 'variantId'
  AND Sku.DetailsSeenAt = j.value ->> 'wasSeenAt'
  AND Sku.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt';
SELECT changes() AS RowsWritten;

-- name: UpdateVariantVersions
-- Of a message that says nothing new, so that an older one that comes later still loses. This names no column of an index.
UPDATE Sku
SET DetailsUpdatedAt = j.value ->> 'updatedAt',
    DetailsSeenAt = j.value ->> 'seenAt',
    DetailsObservedBy = j.value ->> 'observedBy',
    PresenceSeenAt = j.value ->> 'presenceSeenAt'
FROM json_each(@updatedVersions) AS j
WHERE Sku.VariantId = j.value ->> 'variantId'
  AND Sku.DetailsSeenAt = j.value ->> 'wasSeenAt'
  AND Sku.PresenceSeenAt = j.value ->> 'wasPresenceSeenAt';
SELECT changes() AS RowsWritten;

-- name: InsertVariants
INSERT INTO Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT j.value ->> 'variantId', j.value ->> 'productId', j.value ->> 'inventoryItemId', j.value ->> 'sku', j.value ->> 'barcode',
       j.value ->> 'title', j.value ->> 'price', j.value ->> 'updatedAt', j.value ->> 'seenAt', j.value ->> 'observedBy',
       j.value ->> 'productTitle', j.value ->> 'productStatus', j.value ->> 'tracked', j.value ->> 'available', j.value ->> 'isDeleted',
       j.value ->> 'presenceSeenAt'
FROM json_each(@newVariants) AS j;
SELECT changes() AS RowsWritten;

-- name: UpdateItemCopies
UPDATE Sku
SET Tracked = j.value ->> 'tracked',
    Available = j.value ->> 'available'
FROM json_each(@updatedCopies) AS j
WHERE Sku.VariantId = j.value ->> 'variantId'
  AND Sku.Tracked IS j.value ->> 'wasTracked'
  AND Sku.Available IS j.value ->> 'wasAvailable';
SELECT changes() AS RowsWritten;

-- name: WriteFailedChange
INSERT INTO FailedChange (Id, Kind, Topic, Reason, HeadersJson, BodyLength, BodySha256, BodyHead, ReceivedAt, SeenAt, LookUpKind, LookUpId,
    Tries, RepairState)
VALUES (@id, @kind, @topic, @reason, @headersJson, @bodyLength, @bodySha256, @bodyHead, @receivedAt, @seenAt, @lookUpKind, @lookUpId, 0,
    0 /* RepairState.Open */)
ON CONFLICT (Id) DO NOTHING
RETURNING 1 AS IsNew;
