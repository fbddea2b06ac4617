-- name: ApplyItemRead
-- The answer of a look-up of one item, in one round trip: what is listed is present with its values, what is not listed is absent.
-- @products: JSON, each product of the listed variants once: productId, title, status, updatedAt, isTorn (the answer gave two values of one
-- version)
-- @variants: JSON: n, variantId, productId, inventoryItemId, sku, barcode, title, price, updatedAt
-- @levels: JSON: locationId, available, updatedAt
-- @inventoryItemId bigint, @isFound bit, @tracked bit, @itemUpdatedAt bigint, @products nvarchar(max), @variants nvarchar(max),
-- @levels nvarchar(max)
-- @seenAt bigint, @now bigint, @waitNanoseconds bigint, @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
DECLARE @product TABLE
(
    ProductId bigint NOT NULL PRIMARY KEY, Title nvarchar(1000) NULL, Status nvarchar(50) NULL, UpdatedAt bigint NULL, IsTorn bit NOT NULL,
    DetailsOutcome int NULL, PresenceOutcome int NULL, IsHeld bit NOT NULL
);
DECLARE @variant TABLE
(
    VariantId bigint NOT NULL PRIMARY KEY, ProductId bigint NOT NULL, Sku nvarchar(500) NULL, Barcode nvarchar(500) NULL,
    Title nvarchar(1000) NOT NULL,
    Price decimal(19,4) NOT NULL, UpdatedAt bigint NOT NULL, IsHeld bit NOT NULL, DetailsOutcome int NULL, PresenceOutcome int NULL,
    IsPresent bit NULL,
    PresenceSeenAt bigint NULL
);
DECLARE @level TABLE
(
    LocationId bigint NOT NULL PRIMARY KEY, Available int NULL, UpdatedAt bigint NULL, IsListed bit NOT NULL, IsHeld bit NOT NULL,
    AvailableOutcome int NULL, PresenceOutcome int NULL
);
DECLARE @absent TABLE (VariantId bigint NOT NULL PRIMARY KEY, ProductId bigint NOT NULL, WasPresent bit NOT NULL,
    PresenceOutcome int NOT NULL);
DECLARE @productLock TABLE (Id bigint NOT NULL PRIMARY KEY);
DECLARE @itemLock TABLE (Id bigint NOT NULL PRIMARY KEY);

INSERT INTO @product (ProductId, Title, Status, UpdatedAt, IsTorn, IsHeld)
SELECT j.ProductId, j.Title, j.Status, j.UpdatedAt, j.IsTorn, 0
FROM OPENJSON(@products)
     WITH (ProductId bigint '$.productId', Title nvarchar(1000) '$.title', Status nvarchar(50) '$.status', UpdatedAt bigint '$.updatedAt',
         IsTorn bit '$.isTorn') AS j;

INSERT INTO @variant (VariantId, ProductId, Sku, Barcode, Title, Price, UpdatedAt, IsHeld)
SELECT j.VariantId, j.ProductId, j.Sku, j.Barcode, j.Title, j.Price, j.UpdatedAt, 0
FROM OPENJSON(@variants)
     WITH (VariantId bigint '$.variantId', ProductId bigint '$.productId', Sku nvarchar(500) '$.sku', Barcode nvarchar(500) '$.barcode',
           Title nvarchar(1000) '$.title', Price decimal(19,4) '$.price', UpdatedAt bigint '$.updatedAt') AS j;

INSERT INTO @level (LocationId, Available, UpdatedAt, IsListed, IsHeld)
SELECT j.LocationId, j.Available, j.UpdatedAt, 1, 0
FROM OPENJSON(@levels) WITH (LocationId bigint '$.locationId', Available int '$.available', UpdatedAt bigint '$.updatedAt') AS j;

BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Shared';

-- The products of what is listed, and of what may turn out to be gone.
INSERT INTO @productLock (Id)
SELECT ProductId FROM @product
UNION
SELECT ProductId FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId
UNION
SELECT s.ProductId FROM @variant AS v JOIN [$schema$].Sku AS s ON s.VariantId = v.VariantId;
DECLARE @lockId bigint = (SELECT min(Id) FROM @productLock);
WHILE @lockId IS NOT NULL
BEGIN
    EXEC [$schema$].TakeProductLock @lockId;
    SET @lockId = (SELECT min(Id) FROM @productLock WHERE Id > @lockId);
END;

-- The item, and those that listed variants will leave for it.
INSERT INTO @itemLock (Id)
SELECT @inventoryItemId
UNION
SELECT s.InventoryItemId FROM @variant AS v JOIN [$schema$].Sku AS s ON s.VariantId = v.VariantId;
SET @lockId = (SELECT min(Id) FROM @itemLock);
WHILE @lockId IS NOT NULL
BEGIN
    EXEC [$schema$].TakeItemLock @lockId;
    SET @lockId = (SELECT min(Id) FROM @itemLock WHERE Id > @lockId);
END;

-- A variant that came to the item while this waited belongs to a product that is not locked: begin again, which is no harm.
IF EXISTS (SELECT 1 FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND ProductId NOT IN (SELECT Id FROM @productLock))
    THROW 51205, N'A variant came to the item while its locks were taken.', 1;

DECLARE @oldAvailable int =
    (SELECT TOP (1) Available FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId);
DECLARE @isConflict bit = 0;

-- The item. Shopify has no such one, and neither has this database: there is nothing to be marked, and a later webhook may ask again.
DECLARE @isHeld bit = 0, @heldTracked bit, @heldUpdatedAt bigint, @heldSeenAt bigint, @heldObservedBy tinyint, @heldIsPresent bit,
    @heldPresenceSeenAt bigint;
SELECT @isHeld = 1,
       @heldTracked = Tracked,
       @heldUpdatedAt = DetailsUpdatedAt,
       @heldSeenAt = DetailsSeenAt,
       @heldObservedBy = DetailsObservedBy,
       @heldIsPresent = CASE WHEN IsDeleted = 1 THEN 0 ELSE 1 END,
       @heldPresenceSeenAt = PresenceSeenAt
FROM [$schema$].InventoryItem
WHERE InventoryItemId = @inventoryItemId;

-- What the last full sync did not show, and nobody has met, was absent then.
DECLARE @absentSince bigint = (SELECT ReadEverythingSeenAt FROM [$schema$].SyncState);
IF @isHeld = 0 AND @absentSince IS NOT NULL SELECT @heldIsPresent = 0, @heldPresenceSeenAt = @absentSince;

DECLARE @sign int = [$schema$].CompareNumbers(@tracked, @heldTracked);
DECLARE @trackedOutcome int = [$schema$].DecideObservation(@heldUpdatedAt, @heldSeenAt, @heldObservedBy, @itemUpdatedAt, @seenAt, 1, @sign);
DECLARE @itemPresenceOutcome int = [$schema$].DecidePresence(@heldIsPresent, @heldPresenceSeenAt, @isFound, @seenAt);
IF @isHeld = 0 AND @isFound = 1
    INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
        PresenceSeenAt)
    VALUES (@inventoryItemId, @tracked, @itemUpdatedAt, [$schema$].Later(@seenAt, @itemUpdatedAt), 1,
            CASE WHEN @itemPresenceOutcome IN (0, 3) THEN 0 ELSE 1 END,
            CASE WHEN @itemPresenceOutcome IN (0, 3) THEN @seenAt ELSE @absentSince END);
IF @isHeld = 1 AND @trackedOutcome IN (0, 3)
    UPDATE [$schema$].InventoryItem
    SET Tracked = @tracked, DetailsUpdatedAt = @itemUpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, @itemUpdatedAt),
        DetailsObservedBy = 1
    WHERE InventoryItemId = @inventoryItemId;
IF @isHeld = 1 AND @itemPresenceOutcome IN (0, 3)
    UPDATE [$schema$].InventoryItem
    SET IsDeleted = CASE WHEN @isFound = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
    WHERE InventoryItemId = @inventoryItemId;
IF (@isHeld = 1 AND @trackedOutcome IN (3, 4)) OR ((@isHeld = 1 OR @isFound = 1) AND @itemPresenceOutcome IN (3, 4)) SET @isConflict = 1;

-- The products.
UPDATE p
SET IsHeld = CASE WHEN h.ProductId IS NULL THEN 0 ELSE 1 END,
    DetailsOutcome = [$schema$].DecideObservation(
        h.DetailsUpdatedAt, h.DetailsSeenAt, h.DetailsObservedBy, p.UpdatedAt, @seenAt, 1,
        [$schema$].CompareProducts(p.Title, p.Status, h.Title, h.Status)),
    PresenceOutcome = [$schema$].DecidePresence(
        CASE WHEN h.IsDeleted = 0 THEN 1 ELSE 0 END, CASE WHEN h.ProductId IS NULL THEN @absentSince ELSE h.PresenceSeenAt END, 1, @seenAt)
FROM @product AS p
LEFT JOIN [$schema$].Product AS h ON h.ProductId = p.ProductId;

UPDATE h
SET Title = p.Title, Status = p.Status, DetailsUpdatedAt = p.UpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, p.UpdatedAt),
    DetailsObservedBy = 1
FROM [$schema$].Product AS h
JOIN @product AS p ON p.ProductId = h.ProductId
WHERE p.DetailsOutcome IN (0, 3);

UPDATE h
SET IsDeleted = 0, PresenceSeenAt = @seenAt
FROM [$schema$].Product AS h
JOIN @product AS p ON p.ProductId = h.ProductId
WHERE p.PresenceOutcome IN (0, 3);

INSERT INTO [$schema$].Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
    VariantsSeenAt)
SELECT ProductId, Title, Status, UpdatedAt, [$schema$].Later(@seenAt, UpdatedAt), 1,
       CASE WHEN PresenceOutcome IN (0, 3) THEN 0 ELSE 1 END, CASE WHEN PresenceOutcome IN (0, 3) THEN @seenAt ELSE @absentSince END, NULL
FROM @product
WHERE IsHeld = 0;

UPDATE s
SET ProductTitle = h.Title, ProductStatus = h.Status
FROM [$schema$].Sku AS s
JOIN @product AS p ON p.ProductId = s.ProductId
JOIN [$schema$].Product AS h ON h.ProductId = p.ProductId
WHERE p.DetailsOutcome IN (0, 3) AND [$schema$].CompareProducts(s.ProductTitle, s.ProductStatus, h.Title, h.Status) <> 0;

IF EXISTS (SELECT 1 FROM @product WHERE DetailsOutcome IN (3, 4) OR PresenceOutcome IN (3, 4) OR (IsTorn = 1 AND DetailsOutcome <> 2))
    SET @isConflict = 1;

-- The variants that are listed. What has no row may have been named by a message, or left out by the newest list of its product's variants.
UPDATE v
SET IsHeld = CASE WHEN s.VariantId IS NULL THEN 0 ELSE 1 END,
    DetailsOutcome = [$schema$].DecideObservation(
        s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, v.UpdatedAt, @seenAt, 1,
        [$schema$].CompareVariants(
            v.Sku, v.Barcode, v.Title, v.Price, v.ProductId, @inventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductId,
            s.InventoryItemId)),
    IsPresent = CASE
        WHEN s.VariantId IS NOT NULL THEN CASE WHEN s.IsDeleted = 1 THEN 0 ELSE 1 END
        WHEN u.VariantId IS NOT NULL THEN 1
        WHEN [$schema$].Later(p.VariantsSeenAt, @absentSince) IS NOT NULL THEN 0
    END,
    PresenceSeenAt = coalesce(s.PresenceSeenAt, u.PresenceSeenAt, [$schema$].Later(p.VariantsSeenAt, @absentSince))
FROM @variant AS v
LEFT JOIN [$schema$].Sku AS s ON s.VariantId = v.VariantId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = v.VariantId
LEFT JOIN [$schema$].Product AS p ON p.ProductId = v.ProductId;

UPDATE @variant SET PresenceOutcome = [$schema$].DecidePresence(IsPresent, PresenceSeenAt, 1, @seenAt);

UPDATE @variant SET IsPresent = 1, PresenceSeenAt = @seenAt WHERE PresenceOutcome IN (0, 3);

UPDATE s
SET ProductId = v.ProductId,
    InventoryItemId = @inventoryItemId,
    Sku = v.Sku,
    Barcode = v.Barcode,
    Title = v.Title,
    Price = v.Price,
    DetailsUpdatedAt = v.UpdatedAt,
    DetailsSeenAt = [$schema$].Later(@seenAt, v.UpdatedAt),
    DetailsObservedBy = 1,
    ProductTitle = p.Title,
    ProductStatus = p.Status
FROM [$schema$].Sku AS s
JOIN @variant AS v ON v.VariantId = s.VariantId
JOIN [$schema$].Product AS p ON p.ProductId = v.ProductId
WHERE v.DetailsOutcome IN (0, 3);

UPDATE s
SET IsDeleted = CASE WHEN v.IsPresent = 1 THEN 0 ELSE 1 END, PresenceSeenAt = v.PresenceSeenAt
FROM [$schema$].Sku AS s
JOIN @variant AS v ON v.VariantId = s.VariantId
WHERE v.PresenceOutcome IN (0, 3);

INSERT INTO [$schema$].Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT v.VariantId, v.ProductId, @inventoryItemId, v.Sku, v.Barcode, v.Title, v.Price, v.UpdatedAt, [$schema$].Later(@seenAt, v.UpdatedAt),
    1,
       p.Title, p.Status, NULL, NULL, CASE WHEN v.IsPresent = 1 THEN 0 ELSE 1 END, v.PresenceSeenAt
FROM @variant AS v
JOIN [$schema$].Product AS p ON p.ProductId = v.ProductId
WHERE v.IsHeld = 0;

DELETE FROM [$schema$].UnreadVariant WHERE VariantId IN (SELECT VariantId FROM @variant WHERE IsHeld = 0);

IF EXISTS (SELECT 1 FROM @variant WHERE DetailsOutcome IN (3, 4) OR PresenceOutcome IN (3, 4)) SET @isConflict = 1;

-- The variants that are not listed: gone, or moved to another item.
INSERT INTO @absent (VariantId, ProductId, WasPresent, PresenceOutcome)
SELECT VariantId, ProductId, CASE WHEN IsDeleted = 1 THEN 0 ELSE 1 END,
       [$schema$].DecidePresence(CASE WHEN IsDeleted = 1 THEN 0 ELSE 1 END, PresenceSeenAt, 0, @seenAt)
FROM [$schema$].Sku
WHERE InventoryItemId = @inventoryItemId AND VariantId NOT IN (SELECT VariantId FROM @variant);

UPDATE s
SET IsDeleted = 1, PresenceSeenAt = @seenAt
FROM [$schema$].Sku AS s
JOIN @absent AS a ON a.VariantId = s.VariantId
WHERE a.PresenceOutcome IN (0, 3);

IF EXISTS (SELECT 1 FROM @absent WHERE PresenceOutcome IN (3, 4)) SET @isConflict = 1;

-- The levels, listed and not.
INSERT INTO @level (LocationId, IsListed, IsHeld)
SELECT LocationId, 0, 1
FROM [$schema$].InventoryLevel
WHERE InventoryItemId = @inventoryItemId AND LocationId NOT IN (SELECT LocationId FROM @level);

UPDATE l
SET IsHeld = CASE WHEN h.LocationId IS NULL THEN 0 ELSE 1 END,
    AvailableOutcome = [$schema$].DecideObservation(
        h.AvailableUpdatedAt, h.AvailableSeenAt, h.AvailableObservedBy, l.UpdatedAt, @seenAt, 1,
        [$schema$].CompareNumbers(l.Available, h.Available)),
    PresenceOutcome = [$schema$].DecidePresence(
        CASE WHEN h.IsConnected = 1 THEN 1 ELSE 0 END, CASE WHEN h.LocationId IS NULL THEN @absentSince ELSE h.PresenceSeenAt END,
        l.IsListed, @seenAt)
FROM @level AS l
LEFT JOIN [$schema$].InventoryLevel AS h ON h.InventoryItemId = @inventoryItemId AND h.LocationId = l.LocationId;

UPDATE h
SET Available = l.Available, AvailableUpdatedAt = l.UpdatedAt, AvailableSeenAt = [$schema$].Later(@seenAt, l.UpdatedAt),
    AvailableObservedBy = 1
FROM [$schema$].InventoryLevel AS h
JOIN @level AS l ON l.LocationId = h.LocationId
WHERE h.InventoryItemId = @inventoryItemId AND l.AvailableOutcome IN (0, 3);

UPDATE h
SET IsConnected = l.IsListed, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryLevel AS h
JOIN @level AS l ON l.LocationId = h.LocationId
WHERE h.InventoryItemId = @inventoryItemId AND l.PresenceOutcome IN (0, 3);

INSERT INTO [$schema$].InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt)
SELECT @inventoryItemId, LocationId, Available, UpdatedAt, [$schema$].Later(@seenAt, UpdatedAt), 1,
       CASE WHEN PresenceOutcome IN (0, 3) THEN 1 ELSE 0 END, CASE WHEN PresenceOutcome IN (0, 3) THEN @seenAt ELSE @absentSince END
FROM @level
WHERE IsHeld = 0;

IF EXISTS (SELECT 1 FROM @level WHERE AvailableOutcome IN (3, 4) OR PresenceOutcome IN (3, 4)) SET @isConflict = 1;

-- What the variants copy from the item.
DECLARE @newTracked bit, @newAvailable int;
SELECT @newTracked = i.Tracked, @newAvailable = a.Available
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = i.InventoryItemId
WHERE i.InventoryItemId = @inventoryItemId;

UPDATE [$schema$].Sku
SET Tracked = @newTracked, Available = @newAvailable
WHERE InventoryItemId = @inventoryItemId AND EXISTS (SELECT Tracked, Available EXCEPT SELECT @newTracked, @newAvailable);

-- What was asked, and what has to be. Of a variant that is gone or has moved, what will say so may still be on its way, and would then be
-- older than this read.
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].AnswerLookUp 1, @inventoryItemId, @seenAt, @isFound;
DECLARE @notBefore bigint = @seenAt + @waitNanoseconds;
DECLARE @askId bigint = (SELECT min(ProductId) FROM @absent WHERE WasPresent = 1 AND PresenceOutcome IN (0, 3));
WHILE @askId IS NOT NULL
BEGIN
    EXEC [$schema$].AskLookUp 2, @askId, 5, @now, @seenAt, @notBefore, 0, @windowNanoseconds, @maxLookUps, @patienceNanoseconds;
    SET @askId = (SELECT min(ProductId) FROM @absent WHERE WasPresent = 1 AND PresenceOutcome IN (0, 3) AND ProductId > @askId);
END;
IF @isConflict = 1
    EXEC [$schema$].AskLookUp 1, @inventoryItemId, 2, @now, @seenAt, @notBefore, 0, @windowNanoseconds, @maxLookUps, @patienceNanoseconds;
EXEC [$schema$].WaitForMargin 1, @inventoryItemId, @waitNanoseconds;

SELECT @oldAvailable AS OldAvailable, @newAvailable AS NewAvailable,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].PendingLookUp WHERE Kind = 1 AND Id = @inventoryItemId) THEN 0 ELSE 1 END AS IsAnswered;

SELECT coalesce(Sku, N'') AS Sku FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId;
COMMIT TRANSACTION;
