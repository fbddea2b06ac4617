-- name: ApplyProduct
-- What a webhook (observedBy 0) or a read (1) says of one product and of all its variants, in one round trip: what is listed is present,
-- what is not listed is absent, whether its row is there yet or not. A variant's presence is compared with its own register alone, since a
-- variant never changes its product.
-- @updatedAt is NULL where nothing is said of the product's own details; @hasVariants 0 where the product has to be read.
-- @bodies: JSON: n, variantId, productId, inventoryItemId, sku, barcode, title, price, updatedAt; of variants that came with a body
-- @others: JSON: n, variantId, updatedAt; of those that were only named
-- @items: JSON, of a read only, each item once: inventoryItemId, tracked, updatedAt, isTorn (the answer gave two values of one version)
-- @productId bigint, @observedBy tinyint, @isPresent bit, @title nvarchar(1000), @status nvarchar(50), @updatedAt bigint, @hasVariants bit
-- @bodies nvarchar(max), @others nvarchar(max), @items nvarchar(max), @seenAt bigint, @now bigint, @waitNanoseconds bigint,
-- @maxItemLookUps int
-- @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
-- Source: 1 with a body, 2 named, 3 left out. IsPresent and PresenceSeenAt: what is held, also of a variant without a row; both NULL where
-- nothing is.
DECLARE @variant TABLE
(
    VariantId bigint NOT NULL PRIMARY KEY, Source tinyint NOT NULL, N int NOT NULL, InventoryItemId bigint NULL, Sku nvarchar(500) NULL,
    Barcode nvarchar(500) NULL,
    Title nvarchar(1000) NULL, Price decimal(19,4) NULL, UpdatedAt bigint NULL,
    IsHeld bit NOT NULL, HeldItemId bigint NULL, HeldUpdatedAt bigint NULL, HeldSeenAt bigint NULL, HeldObservedBy tinyint NULL,
    Sign int NULL, DetailsOutcome int NULL,
    IsPresent bit NULL, PresenceSeenAt bigint NULL, PresenceOutcome int NULL, NextIsPresent bit NULL, NextPresenceSeenAt bigint NULL
);
DECLARE @item TABLE
(
    InventoryItemId bigint NOT NULL PRIMARY KEY, Tracked bit NOT NULL, UpdatedAt bigint NOT NULL, IsTorn bit NOT NULL, IsHeld bit NOT NULL,
    TrackedOutcome int NULL, PresenceOutcome int NULL
);
DECLARE @arrival TABLE (InventoryItemId bigint NOT NULL PRIMARY KEY, N int NOT NULL);
DECLARE @itemLock TABLE (Id bigint NOT NULL PRIMARY KEY);
DECLARE @ask TABLE (N int NOT NULL PRIMARY KEY, Kind tinyint NOT NULL, Id bigint NOT NULL, Reason tinyint NOT NULL,
    NotBefore bigint NOT NULL, IsCounted bit NOT NULL);

BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Shared';
EXEC [$schema$].TakeProductLock @productId;

-- The product's own two registers.
DECLARE @isHeld bit = 0, @heldTitle nvarchar(1000), @heldStatus nvarchar(50), @heldUpdatedAt bigint, @heldSeenAt bigint,
    @heldObservedBy tinyint,
        @heldIsPresent bit, @heldPresenceSeenAt bigint, @heldVariantsSeenAt bigint;
SELECT @isHeld = 1,
       @heldTitle = Title,
       @heldStatus = Status,
       @heldUpdatedAt = DetailsUpdatedAt,
       @heldSeenAt = DetailsSeenAt,
       @heldObservedBy = DetailsObservedBy,
       @heldIsPresent = CASE WHEN IsDeleted = 1 THEN 0 ELSE 1 END,
       @heldPresenceSeenAt = PresenceSeenAt,
       @heldVariantsSeenAt = VariantsSeenAt
FROM [$schema$].Product
WHERE ProductId = @productId;

-- What the last full sync did not show, and nobody has met, was absent then.
DECLARE @absentSince bigint = (SELECT ReadEverythingSeenAt FROM [$schema$].SyncState);
IF @isHeld = 0 AND @absentSince IS NOT NULL SELECT @heldIsPresent = 0, @heldPresenceSeenAt = @absentSince;
DECLARE @heldListSeenAt bigint = [$schema$].Later(@heldVariantsSeenAt, @absentSince);

DECLARE @sign int = [$schema$].CompareProducts(@title, @status, @heldTitle, @heldStatus);
DECLARE @detailsOutcome int = [$schema$].DecideObservation(@heldUpdatedAt, @heldSeenAt, @heldObservedBy, @updatedAt, @seenAt, @observedBy,
    @sign);
DECLARE @presenceOutcome int = [$schema$].DecidePresence(@heldIsPresent, @heldPresenceSeenAt, @isPresent, @seenAt);
DECLARE @nextIsPresent bit = CASE WHEN @presenceOutcome IN (0, 3) THEN @isPresent ELSE @heldIsPresent END;
DECLARE @isRenamed bit = CASE WHEN @detailsOutcome IN (0, 3) AND @sign <> 0 THEN 1 ELSE 0 END;
DECLARE @isConflict bit = CASE WHEN @detailsOutcome IN (3, 4) OR @presenceOutcome IN (3, 4) THEN 1 ELSE 0 END;

IF @isHeld = 0
    INSERT INTO [$schema$].Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
        VariantsSeenAt)
    VALUES
        (@productId, @title, @status, @updatedAt, CASE WHEN @updatedAt IS NOT NULL THEN [$schema$].Later(@seenAt, @updatedAt) END,
         CASE WHEN @updatedAt IS NOT NULL THEN @observedBy END,
         CASE WHEN @nextIsPresent = 1 THEN 0 ELSE 1 END, CASE WHEN @presenceOutcome IN (0, 3) THEN @seenAt ELSE @heldPresenceSeenAt END,
         CASE WHEN @hasVariants = 1 THEN @seenAt END);
IF @isHeld = 1 AND @detailsOutcome IN (0, 3)
    UPDATE [$schema$].Product
    SET Title = @title, Status = @status, DetailsUpdatedAt = @updatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, @updatedAt),
        DetailsObservedBy = @observedBy
    WHERE ProductId = @productId;
IF @isHeld = 1 AND @presenceOutcome IN (0, 3)
    UPDATE [$schema$].Product
    SET IsDeleted = CASE WHEN @isPresent = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
    WHERE ProductId = @productId;
IF @isHeld = 1 AND @hasVariants = 1
    UPDATE [$schema$].Product
    SET VariantsSeenAt = @seenAt
    WHERE ProductId = @productId AND (VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt);
IF @isRenamed = 1
    UPDATE [$schema$].Sku
    SET ProductTitle = @title, ProductStatus = @status
    WHERE ProductId = @productId AND [$schema$].CompareProducts(ProductTitle, ProductStatus, @title, @status) <> 0;

-- The variants: those with a body, those that are only named, those that are left out.
INSERT INTO @variant
    (VariantId, Source, N, InventoryItemId, Sku, Barcode, Title, Price, UpdatedAt,
     IsHeld, HeldItemId, HeldUpdatedAt, HeldSeenAt, HeldObservedBy, Sign, IsPresent, PresenceSeenAt)
SELECT j.VariantId, 1, j.N, j.InventoryItemId, j.Sku, j.Barcode, j.Title, j.Price, j.UpdatedAt,
       CASE WHEN s.VariantId IS NULL THEN 0 ELSE 1 END, s.InventoryItemId, s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy,
       [$schema$].CompareVariants(
           j.Sku, j.Barcode, j.Title, j.Price, @productId, j.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductId,
           s.InventoryItemId),
       CASE
           WHEN s.VariantId IS NOT NULL THEN CASE WHEN s.IsDeleted = 1 THEN 0 ELSE 1 END
           WHEN u.VariantId IS NOT NULL THEN 1
           WHEN @heldListSeenAt IS NOT NULL THEN 0
       END,
       coalesce(s.PresenceSeenAt, u.PresenceSeenAt, @heldListSeenAt)
FROM OPENJSON(@bodies)
     WITH (N int '$.n', VariantId bigint '$.variantId', InventoryItemId bigint '$.inventoryItemId', Sku nvarchar(500) '$.sku',
         Barcode nvarchar(500) '$.barcode',
           Title nvarchar(1000) '$.title', Price decimal(19,4) '$.price', UpdatedAt bigint '$.updatedAt') AS j
LEFT JOIN [$schema$].Sku AS s ON s.VariantId = j.VariantId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = j.VariantId;

-- One in another product's row already: that does not happen, and its presence is that row's.
INSERT INTO @variant (VariantId, Source, N, UpdatedAt, IsHeld, HeldItemId, HeldUpdatedAt, HeldSeenAt, HeldObservedBy, IsPresent,
    PresenceSeenAt)
SELECT j.VariantId, 2, j.N, j.UpdatedAt,
       CASE WHEN s.VariantId IS NULL THEN 0 ELSE 1 END, s.InventoryItemId, s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy,
       CASE
           WHEN s.VariantId IS NOT NULL THEN CASE WHEN s.IsDeleted = 1 THEN 0 ELSE 1 END
           WHEN u.VariantId IS NOT NULL THEN 1
           WHEN @heldListSeenAt IS NOT NULL THEN 0
       END,
       coalesce(s.PresenceSeenAt, u.PresenceSeenAt, @heldListSeenAt)
FROM OPENJSON(@others) WITH (N int '$.n', VariantId bigint '$.variantId', UpdatedAt bigint '$.updatedAt') AS j
LEFT JOIN [$schema$].Sku AS s ON s.VariantId = j.VariantId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = j.VariantId
WHERE s.VariantId IS NULL OR s.ProductId = @productId;

IF @hasVariants = 1
    INSERT INTO @variant (VariantId, Source, N, IsHeld, HeldItemId, IsPresent, PresenceSeenAt)
    SELECT s.VariantId, 3, 0, 1, s.InventoryItemId, CASE WHEN s.IsDeleted = 1 THEN 0 ELSE 1 END, s.PresenceSeenAt
    FROM [$schema$].Sku AS s
    WHERE s.ProductId = @productId AND s.VariantId NOT IN (SELECT VariantId FROM @variant);

UPDATE @variant
SET DetailsOutcome = CASE
    WHEN Source = 1 THEN [$schema$].DecideObservation(HeldUpdatedAt, HeldSeenAt, HeldObservedBy, UpdatedAt, @seenAt, @observedBy, Sign) END,
    PresenceOutcome = [$schema$].DecidePresence(IsPresent, PresenceSeenAt, CASE WHEN Source = 3 THEN 0 ELSE 1 END, @seenAt);

UPDATE @variant
SET NextIsPresent = CASE WHEN PresenceOutcome IN (0, 3) THEN CASE WHEN Source = 3 THEN 0 ELSE 1 END ELSE IsPresent END,
    NextPresenceSeenAt = CASE WHEN PresenceOutcome IN (0, 3) THEN @seenAt ELSE PresenceSeenAt END;

IF EXISTS (SELECT 1 FROM @variant WHERE DetailsOutcome IN (3, 4) OR PresenceOutcome IN (3, 4)) SET @isConflict = 1;

-- The items that variants come to, in the order of the bodies, and those that are read with the product.
INSERT INTO @arrival (InventoryItemId, N)
SELECT InventoryItemId, min(N)
FROM @variant
WHERE Source = 1 AND (IsHeld = 0 OR (DetailsOutcome IN (0, 3) AND InventoryItemId <> HeldItemId))
GROUP BY InventoryItemId;

INSERT INTO @item (InventoryItemId, Tracked, UpdatedAt, IsTorn, IsHeld)
SELECT j.InventoryItemId, j.Tracked, j.UpdatedAt, j.IsTorn, 0
FROM OPENJSON(@items) WITH (InventoryItemId bigint '$.inventoryItemId', Tracked bit '$.tracked', UpdatedAt bigint '$.updatedAt',
    IsTorn bit '$.isTorn') AS j;

INSERT INTO @itemLock (Id)
SELECT InventoryItemId FROM @arrival
UNION
SELECT InventoryItemId FROM @item
UNION
SELECT HeldItemId FROM @variant WHERE Source = 1 AND DetailsOutcome IN (0, 3) AND InventoryItemId <> HeldItemId;
DECLARE @lockId bigint = (SELECT min(Id) FROM @itemLock);
WHILE @lockId IS NOT NULL
BEGIN
    EXEC [$schema$].TakeItemLock @lockId;
    SET @lockId = (SELECT min(Id) FROM @itemLock WHERE Id > @lockId);
END;

UPDATE i
SET IsHeld = CASE WHEN h.InventoryItemId IS NULL THEN 0 ELSE 1 END,
    TrackedOutcome = [$schema$].DecideObservation(
        h.DetailsUpdatedAt, h.DetailsSeenAt, h.DetailsObservedBy, i.UpdatedAt, @seenAt, @observedBy,
        [$schema$].CompareNumbers(i.Tracked, h.Tracked)),
    PresenceOutcome = [$schema$].DecidePresence(
        CASE WHEN h.IsDeleted = 0 THEN 1 ELSE 0 END, CASE WHEN h.InventoryItemId IS NULL THEN @absentSince ELSE h.PresenceSeenAt END, 1,
        @seenAt)
FROM @item AS i
LEFT JOIN [$schema$].InventoryItem AS h ON h.InventoryItemId = i.InventoryItemId;

UPDATE h
SET Tracked = i.Tracked, DetailsUpdatedAt = i.UpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, i.UpdatedAt),
    DetailsObservedBy = @observedBy
FROM [$schema$].InventoryItem AS h
JOIN @item AS i ON i.InventoryItemId = h.InventoryItemId
WHERE i.TrackedOutcome IN (0, 3);

UPDATE h
SET IsDeleted = 0, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryItem AS h
JOIN @item AS i ON i.InventoryItemId = h.InventoryItemId
WHERE i.PresenceOutcome IN (0, 3);

INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
    PresenceSeenAt)
SELECT InventoryItemId, Tracked, UpdatedAt, [$schema$].Later(@seenAt, UpdatedAt), @observedBy,
       CASE WHEN PresenceOutcome IN (0, 3) THEN 0 ELSE 1 END, CASE WHEN PresenceOutcome IN (0, 3) THEN @seenAt ELSE @absentSince END
FROM @item
WHERE IsHeld = 0;

IF EXISTS (SELECT 1 FROM @item WHERE TrackedOutcome IN (3, 4) OR PresenceOutcome IN (3, 4) OR (IsTorn = 1 AND TrackedOutcome <> 2))
    SET @isConflict = 1;

-- The variants' rows: what readers see, versions alone where the values are what they were, presence.
UPDATE s
SET ProductId = @productId,
    InventoryItemId = v.InventoryItemId,
    Sku = v.Sku,
    Barcode = v.Barcode,
    Title = v.Title,
    Price = v.Price,
    DetailsUpdatedAt = v.UpdatedAt,
    DetailsSeenAt = [$schema$].Later(@seenAt, v.UpdatedAt),
    DetailsObservedBy = @observedBy,
    ProductTitle = p.Title,
    ProductStatus = p.Status
FROM [$schema$].Sku AS s
JOIN @variant AS v ON v.VariantId = s.VariantId
JOIN [$schema$].Product AS p ON p.ProductId = @productId
WHERE v.DetailsOutcome IN (0, 3) AND v.Sign <> 0;

UPDATE s
SET DetailsUpdatedAt = v.UpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, v.UpdatedAt), DetailsObservedBy = @observedBy
FROM [$schema$].Sku AS s
JOIN @variant AS v ON v.VariantId = s.VariantId
WHERE v.DetailsOutcome IN (0, 3) AND v.Sign = 0;

UPDATE s
SET IsDeleted = CASE WHEN v.NextIsPresent = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
FROM [$schema$].Sku AS s
JOIN @variant AS v ON v.VariantId = s.VariantId
WHERE v.PresenceOutcome IN (0, 3) AND v.NextIsPresent <> v.IsPresent;

UPDATE s
SET PresenceSeenAt = @seenAt
FROM [$schema$].Sku AS s
JOIN @variant AS v ON v.VariantId = s.VariantId
WHERE v.PresenceOutcome IN (0, 3) AND v.NextIsPresent = v.IsPresent;

INSERT INTO [$schema$].Sku
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy,
     ProductTitle, ProductStatus, Tracked, Available, IsDeleted, PresenceSeenAt)
SELECT v.VariantId, @productId, v.InventoryItemId, v.Sku, v.Barcode, v.Title, v.Price, v.UpdatedAt, [$schema$].Later(@seenAt, v.UpdatedAt),
    @observedBy,
       p.Title, p.Status, NULL, NULL, CASE WHEN v.NextIsPresent = 1 THEN 0 ELSE 1 END, v.NextPresenceSeenAt
FROM @variant AS v
JOIN [$schema$].Product AS p ON p.ProductId = @productId
WHERE v.Source = 1 AND v.IsHeld = 0;

DELETE FROM [$schema$].UnreadVariant WHERE VariantId IN (SELECT VariantId FROM @variant WHERE Source = 1 AND IsHeld = 0);

-- Variants that have no row: named ones wait for a read, left-out ones do not any longer.
UPDATE u
SET PresenceSeenAt = v.NextPresenceSeenAt
FROM [$schema$].UnreadVariant AS u
JOIN @variant AS v ON v.VariantId = u.VariantId
WHERE v.Source = 2 AND v.IsHeld = 0 AND v.NextIsPresent = 1;

INSERT INTO [$schema$].UnreadVariant (VariantId, ProductId, PresenceSeenAt)
SELECT v.VariantId, @productId, v.NextPresenceSeenAt
FROM @variant AS v
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = v.VariantId
WHERE v.Source = 2 AND v.IsHeld = 0 AND v.NextIsPresent = 1 AND u.VariantId IS NULL;

IF @hasVariants = 1
BEGIN
    IF EXISTS (SELECT 1 FROM [$schema$].UnreadVariant WHERE ProductId = @productId
        AND PresenceSeenAt / 1000000000 = @seenAt / 1000000000
        AND VariantId NOT IN (SELECT VariantId FROM @variant))
        SET @isConflict = 1;
    DELETE FROM [$schema$].UnreadVariant
    WHERE ProductId = @productId AND PresenceSeenAt <= @seenAt AND VariantId NOT IN (SELECT VariantId FROM @variant);
END;

-- What variants copy from their items. Of an item that one has left nothing changes: its sum is that of its levels, whoever shares it.
UPDATE s
SET Tracked = i.Tracked, Available = a.Available
FROM [$schema$].Sku AS s
JOIN (SELECT InventoryItemId FROM @arrival UNION SELECT InventoryItemId FROM @item) AS c ON c.InventoryItemId = s.InventoryItemId
LEFT JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = c.InventoryItemId
LEFT JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = c.InventoryItemId
WHERE EXISTS (SELECT s.Tracked, s.Available EXCEPT SELECT i.Tracked, a.Available);

-- The needs. Where the product must be read for another reason, its variants' items are read with it. Nobody has said of an unknown item
-- whether it is tracked; one that is gone needs no look-up, since its variants' next message will say where they are.
DECLARE @notBefore bigint = @seenAt + @waitNanoseconds;
IF @isConflict = 1 INSERT INTO @ask (N, Kind, Id, Reason, NotBefore, IsCounted) VALUES (1, 2, @productId, 2, @notBefore, 0);

IF @observedBy = 0
BEGIN
    DECLARE @unknown TABLE (N int NOT NULL, InventoryItemId bigint NOT NULL PRIMARY KEY);
    INSERT INTO @unknown (N, InventoryItemId)
    SELECT a.N, a.InventoryItemId
    FROM @arrival AS a
    LEFT JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = a.InventoryItemId
    WHERE i.InventoryItemId IS NULL OR (i.Tracked IS NULL AND (i.IsDeleted = 0 OR i.PresenceSeenAt < @seenAt));

    -- A variant without a body whose stamp is newer than what is held, or that may have changed a second time within the stamp's second.
    DECLARE @stale TABLE (N int NOT NULL PRIMARY KEY, InventoryItemId bigint NOT NULL);
    INSERT INTO @stale (N, InventoryItemId)
    SELECT N, HeldItemId
    FROM @variant
    WHERE Source = 2 AND IsHeld = 1 AND NextIsPresent = 1
      AND (UpdatedAt > HeldUpdatedAt
           OR (UpdatedAt = HeldUpdatedAt AND @seenAt > HeldSeenAt AND @seenAt < UpdatedAt + 1000000000));

    IF @hasVariants = 0 AND @nextIsPresent = 1 AND (@heldVariantsSeenAt IS NULL OR @heldVariantsSeenAt <= @seenAt)
        INSERT INTO @ask (N, Kind, Id, Reason, NotBefore, IsCounted) VALUES (2, 2, @productId, 6, @now, 1);

    IF EXISTS (SELECT 1 FROM @variant WHERE Source = 2 AND IsHeld = 0 AND NextIsPresent = 1)
        OR (SELECT count(*) FROM @unknown) > @maxItemLookUps
        INSERT INTO @ask (N, Kind, Id, Reason, NotBefore, IsCounted) VALUES (3, 2, @productId, 0, @now, 1);
    ELSE
        INSERT INTO @ask (N, Kind, Id, Reason, NotBefore, IsCounted)
        SELECT 1000 + N, 1, InventoryItemId, 1, @now, 1 FROM @unknown;

    IF (SELECT count(*) FROM @stale) > @maxItemLookUps
        INSERT INTO @ask (N, Kind, Id, Reason, NotBefore, IsCounted) VALUES (10000, 2, @productId, 4, @now, 1);
    ELSE
        INSERT INTO @ask (N, Kind, Id, Reason, NotBefore, IsCounted)
        SELECT 10000 + min(N), 1, InventoryItemId, 4, @now, 1 FROM @stale GROUP BY InventoryItemId;
END
ELSE
BEGIN
    -- An item of its own look-up is read with its levels, which a product does not show: that need stays.
    DECLARE @isKnown bit = CASE
        WHEN @isPresent = 1 AND NOT EXISTS (SELECT 1 FROM [$schema$].UnreadVariant WHERE ProductId = @productId) THEN 1
        ELSE 0 END;
    EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
    EXEC [$schema$].AnswerLookUp 2, @productId, @seenAt, @isKnown;
END;

DECLARE @n int = (SELECT min(N) FROM @ask), @kind tinyint, @id bigint, @reason tinyint, @askNotBefore bigint, @isCounted bit;
WHILE @n IS NOT NULL
BEGIN
    SELECT @kind = Kind, @id = Id, @reason = Reason, @askNotBefore = NotBefore, @isCounted = IsCounted FROM @ask WHERE N = @n;
    EXEC [$schema$].AskLookUp @kind, @id, @reason, @now, @seenAt, @askNotBefore, @isCounted, @windowNanoseconds, @maxLookUps,
        @patienceNanoseconds;
    SET @n = (SELECT min(N) FROM @ask WHERE N > @n);
END;
IF @observedBy = 1 EXEC [$schema$].WaitForMargin 2, @productId, @waitNanoseconds;

SELECT @detailsOutcome AS Details, @presenceOutcome AS Presence, @isRenamed AS IsRenamed,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].PendingLookUp WHERE Kind = 2 AND Id = @productId) THEN 0 ELSE 1 END AS IsAnswered;

-- The variants that changed for readers, or that two observations disagree about.
SELECT c.VariantId, coalesce(c.Sku, N'') AS Sku, c.DetailsOutcome, c.PresenceOutcome, c.IsVisible
FROM
(
    SELECT v.VariantId, s.Sku, v.DetailsOutcome, v.PresenceOutcome, v.Source, v.N,
           CASE
               WHEN v.IsHeld = 0 THEN v.NextIsPresent
               WHEN v.NextIsPresent <> v.IsPresent OR (v.DetailsOutcome IN (0, 3) AND v.Sign <> 0) THEN 1
               ELSE 0
           END AS IsVisible
    FROM @variant AS v
    JOIN [$schema$].Sku AS s ON s.VariantId = v.VariantId
) AS c
WHERE c.IsVisible = 1 OR c.DetailsOutcome IN (3, 4) OR c.PresenceOutcome IN (3, 4)
ORDER BY c.Source, c.N, c.VariantId;

SELECT p.Kind, p.Id, p.Reason, p.AskedAt, p.SeenAfter, p.NotBefore, p.Tries
FROM [$schema$].PendingLookUp AS p
JOIN (SELECT Kind, Id, min(N) AS N FROM @ask GROUP BY Kind, Id) AS a ON a.Kind = p.Kind AND a.Id = p.Id
ORDER BY a.N;
COMMIT TRANSACTION;
