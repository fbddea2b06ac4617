-- What a batch of changes writes: rows as JSON, by their primary keys, ascending, as they are sent. An update names the version that was
-- loaded, and each statement answers how many rows it has written, so that a lost update is an error.
-- The hints keep the plan to the order of the rows: the rows that are sent are the outer side of the loop, and each is reached by its key.
-- Two batches that meet in some rows then take these in one order, whatever the optimizer thinks of their number.

-- name: UpdateProducts
-- @updatedProducts nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE p
SET Title = j.Title,
    Status = j.Status,
    DetailsUpdatedAt = j.UpdatedAt,
    DetailsSeenAt = j.SeenAt,
    DetailsObservedBy = j.ObservedBy,
    IsDeleted = j.IsDeleted,
    PresenceSeenAt = j.PresenceSeenAt,
    VariantsSeenAt = j.VariantsSeenAt
FROM OPENJSON(@updatedProducts)
     WITH (ProductId bigint '$.productId', Title nvarchar(1000) '$.title', Status nvarchar(50) '$.status', UpdatedAt bigint '$.updatedAt',
           SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy', IsDeleted bit '$.isDeleted',
           PresenceSeenAt bigint '$.presenceSeenAt', VariantsSeenAt bigint '$.variantsSeenAt', WasSeenAt bigint '$.wasSeenAt',
           WasPresenceSeenAt bigint '$.wasPresenceSeenAt', WasVariantsSeenAt bigint '$.wasVariantsSeenAt') AS j
JOIN [$schema$].Product AS p ON p.ProductId = j.ProductId
WHERE coalesce(p.DetailsSeenAt, -1) = j.WasSeenAt
  AND p.PresenceSeenAt = j.WasPresenceSeenAt
  AND coalesce(p.VariantsSeenAt, -1) = j.WasVariantsSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: InsertProducts
-- @newProducts nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].Product
    (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
SELECT j.ProductId, j.Title, j.Status, j.UpdatedAt, j.SeenAt, j.ObservedBy, j.IsDeleted, j.PresenceSeenAt, j.VariantsSeenAt
FROM OPENJSON(@newProducts)
     WITH (ProductId bigint '$.productId', Title nvarchar(1000) '$.title', Status nvarchar(50) '$.status', UpdatedAt bigint '$.updatedAt',
           SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy', IsDeleted bit '$.isDeleted',
           PresenceSeenAt bigint '$.presenceSeenAt', VariantsSeenAt bigint '$.variantsSeenAt') AS j
OPTION (MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateItems
-- @updatedItems nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE i
SET Tracked = j.Tracked,
    DetailsUpdatedAt = j.UpdatedAt,
    DetailsSeenAt = j.SeenAt,
    DetailsObservedBy = j.ObservedBy,
    IsDeleted = j.IsDeleted,
    PresenceSeenAt = j.PresenceSeenAt
FROM OPENJSON(@updatedItems)
     WITH (InventoryItemId bigint '$.inventoryItemId', Tracked bit '$.tracked', UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt',
           ObservedBy tinyint '$.observedBy', IsDeleted bit '$.isDeleted', PresenceSeenAt bigint '$.presenceSeenAt',
           WasSeenAt bigint '$.wasSeenAt', WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = j.InventoryItemId
WHERE coalesce(i.DetailsSeenAt, -1) = j.WasSeenAt
  AND i.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: InsertItems
-- @newItems nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].InventoryItem
    (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT j.InventoryItemId, j.Tracked, j.UpdatedAt, j.SeenAt, j.ObservedBy, j.IsDeleted, j.PresenceSeenAt
FROM OPENJSON(@newItems)
     WITH (InventoryItemId bigint '$.inventoryItemId', Tracked bit '$.tracked', UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt',
           ObservedBy tinyint '$.observedBy', IsDeleted bit '$.isDeleted', PresenceSeenAt bigint '$.presenceSeenAt') AS j
OPTION (MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateLevels
-- @updatedLevels nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE l
SET Available = j.Available,
    AvailableUpdatedAt = j.UpdatedAt,
    AvailableSeenAt = j.SeenAt,
    AvailableObservedBy = j.ObservedBy,
    IsConnected = j.IsConnected,
    PresenceSeenAt = j.PresenceSeenAt
FROM OPENJSON(@updatedLevels)
     WITH (InventoryItemId bigint '$.inventoryItemId', LocationId bigint '$.locationId', Available int '$.available',
           UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy', IsConnected bit '$.isConnected',
           PresenceSeenAt bigint '$.presenceSeenAt', WasSeenAt bigint '$.wasSeenAt', WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = j.InventoryItemId AND l.LocationId = j.LocationId
WHERE coalesce(l.AvailableSeenAt, -1) = j.WasSeenAt
  AND l.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: InsertLevels
-- @newLevels nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt)
SELECT j.InventoryItemId, j.LocationId, j.Available, j.UpdatedAt, j.SeenAt, j.ObservedBy, j.IsConnected, j.PresenceSeenAt
FROM OPENJSON(@newLevels)
     WITH (InventoryItemId bigint '$.inventoryItemId', LocationId bigint '$.locationId', Available int '$.available',
           UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy', IsConnected bit '$.isConnected',
           PresenceSeenAt bigint '$.presenceSeenAt') AS j
OPTION (MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateUnreadVariants
-- @updatedUnread nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE u
SET ProductId = j.ProductId,
    PresenceSeenAt = j.PresenceSeenAt
FROM OPENJSON(@updatedUnread)
     WITH (VariantId bigint '$.variantId', ProductId bigint '$.productId', PresenceSeenAt bigint '$.presenceSeenAt',
           WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].UnreadVariant AS u ON u.VariantId = j.VariantId
WHERE u.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: InsertUnreadVariants
-- @newUnread nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].UnreadVariant
    (VariantId, ProductId, PresenceSeenAt)
SELECT j.VariantId, j.ProductId, j.PresenceSeenAt
FROM OPENJSON(@newUnread)
     WITH (VariantId bigint '$.variantId', ProductId bigint '$.productId', PresenceSeenAt bigint '$.presenceSeenAt') AS j
OPTION (MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: DeleteUnreadVariants
-- @readVariants nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
DELETE u
FROM OPENJSON(@readVariants)
     WITH (VariantId bigint '$.variantId', WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].UnreadVariant AS u ON u.VariantId = j.VariantId
WHERE u.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateVariants
-- @updatedVariants nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE s
SET ProductId = j.ProductId,
    InventoryItemId = j.InventoryItemId,
    Sku = j.Sku,
    Barcode = j.Barcode,
    Title = j.Title,
    Price = j.Price,
    DetailsUpdatedAt = j.UpdatedAt,
    DetailsSeenAt = j.SeenAt,
    DetailsObservedBy = j.ObservedBy,
    ProductTitle = j.ProductTitle,
    ProductStatus = j.ProductStatus,
    IsDeleted = j.IsDeleted,
    PresenceSeenAt = j.PresenceSeenAt
FROM OPENJSON(@updatedVariants)
     WITH (VariantId bigint '$.variantId', ProductId bigint '$.productId', InventoryItemId bigint '$.inventoryItemId',
           Sku nvarchar(500) '$.sku', Barcode nvarchar(500) '$.barcode', Title nvarchar(1000) '$.title', Price decimal(19,4) '$.price',
           UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy',
           ProductTitle nvarchar(1000) '$.productTitle', ProductStatus nvarchar(50) '$.productStatus', IsDeleted bit '$.isDeleted',
           PresenceSeenAt bigint '$.presenceSeenAt', WasSeenAt bigint '$.wasSeenAt', WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].Sku AS s ON s.VariantId = j.VariantId
WHERE s.DetailsSeenAt = j.WasSeenAt
  AND s.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateVariantPresence
-- @updatedPresence nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE s
SET DetailsUpdatedAt = j.UpdatedAt,
    DetailsSeenAt = j.SeenAt,
    DetailsObservedBy = j.ObservedBy,
    IsDeleted = j.IsDeleted,
    PresenceSeenAt = j.PresenceSeenAt
FROM OPENJSON(@updatedPresence)
     WITH (VariantId bigint '$.variantId', UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy',
           IsDeleted bit '$.isDeleted', PresenceSeenAt bigint '$.presenceSeenAt', WasSeenAt bigint '$.wasSeenAt',
           WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].Sku AS s ON s.VariantId = j.VariantId
WHERE s.DetailsSeenAt = j.WasSeenAt
  AND s.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateVariantVersions
-- Of a message that says nothing new, so that an older one that comes later still loses. This names no column that readers see.
-- @updatedVersions nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE s
SET DetailsUpdatedAt = j.UpdatedAt,
    DetailsSeenAt = j.SeenAt,
    DetailsObservedBy = j.ObservedBy,
    PresenceSeenAt = j.PresenceSeenAt
FROM OPENJSON(@updatedVersions)
     WITH (VariantId bigint '$.variantId', UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy',
           PresenceSeenAt bigint '$.presenceSeenAt', WasSeenAt bigint '$.wasSeenAt', WasPresenceSeenAt bigint '$.wasPresenceSeenAt') AS j
JOIN [$schema$].Sku AS s ON s.VariantId = j.VariantId
WHERE s.DetailsSeenAt = j.WasSeenAt
  AND s.PresenceSeenAt = j.WasPresenceSeenAt
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: InsertVariants
-- @newVariants nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, ProductTitle,
     ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT j.VariantId, j.ProductId, j.InventoryItemId, j.Sku, j.Barcode, j.Title, j.Price, j.UpdatedAt, j.SeenAt, j.ObservedBy, j.ProductTitle,
       j.ProductStatus, j.Tracked, j.Available, j.IsDeleted, j.PresenceSeenAt
FROM OPENJSON(@newVariants)
     WITH (VariantId bigint '$.variantId', ProductId bigint '$.productId', InventoryItemId bigint '$.inventoryItemId',
           Sku nvarchar(500) '$.sku', Barcode nvarchar(500) '$.barcode', Title nvarchar(1000) '$.title', Price decimal(19,4) '$.price',
           UpdatedAt bigint '$.updatedAt', SeenAt bigint '$.seenAt', ObservedBy tinyint '$.observedBy',
           ProductTitle nvarchar(1000) '$.productTitle', ProductStatus nvarchar(50) '$.productStatus', Tracked bit '$.tracked',
           Available int '$.available', IsDeleted bit '$.isDeleted', PresenceSeenAt bigint '$.presenceSeenAt') AS j
OPTION (MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: UpdateItemCopies
-- @updatedCopies nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE s
SET Tracked = j.Tracked,
    Available = j.Available
FROM OPENJSON(@updatedCopies)
     WITH (VariantId bigint '$.variantId', Tracked bit '$.tracked', Available int '$.available', WasTracked bit '$.wasTracked',
           WasAvailable int '$.wasAvailable') AS j
JOIN [$schema$].Sku AS s ON s.VariantId = j.VariantId
WHERE EXISTS (SELECT s.Tracked, s.Available INTERSECT SELECT j.WasTracked, j.WasAvailable)
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: WriteFailedChange
-- Recorded once. Under InventorySync:needs.
-- @id nvarchar(200), @kind nvarchar(50), @topic nvarchar(200), @reason nvarchar(max), @headersJson nvarchar(max), @bodyLength bigint,
-- @bodySha256 nvarchar(64), @bodyHead varbinary(max), @receivedAt bigint, @seenAt bigint, @lookUpKind tinyint, @lookUpId bigint
SET NOCOUNT, XACT_ABORT ON;
DECLARE @isNew bit = CASE WHEN EXISTS (SELECT 1 FROM [$schema$].FailedChange WHERE Id = @id) THEN 0 ELSE 1 END;
IF @isNew = 1
    INSERT INTO [$schema$].FailedChange
        (Id, Kind, Topic, Reason, HeadersJson, BodyLength, BodySha256, BodyHead, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries,
         RepairState)
    VALUES
        (@id, @kind, @topic, @reason, @headersJson, @bodyLength, @bodySha256, @bodyHead, @receivedAt, @seenAt, @lookUpKind, @lookUpId, 0,
         0 /* RepairState.Open */);
SELECT @isNew AS IsNew;
