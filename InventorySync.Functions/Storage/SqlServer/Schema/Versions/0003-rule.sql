-- The rule of Precedence.cs, said once for every statement of this store. Outcomes are the numbers of Outcome.cs: 0 applied, 1 a repeat, 2 superseded,
-- 3 a conflict that is written, 4 a conflict that is kept; NULL where nothing was offered.

-- sign: whether the offered value is smaller than the held one (-1), the same (0) or greater (1).
CREATE FUNCTION [$schema$].DecideObservation
(
    @heldUpdatedAt bigint, @heldSeenAt bigint, @heldObservedBy tinyint,
    @updatedAt bigint, @seenAt bigint, @observedBy tinyint,
    @sign int
)
RETURNS int
AS
BEGIN
    RETURN CASE
        WHEN @updatedAt IS NULL THEN NULL
        WHEN @heldUpdatedAt IS NULL THEN 0
        WHEN @observedBy = 1 AND @seenAt > @heldSeenAt THEN 0
        WHEN @observedBy = 0 AND @heldObservedBy = 1 AND @heldSeenAt > @seenAt THEN 2
        WHEN @updatedAt > @heldUpdatedAt OR (@updatedAt = @heldUpdatedAt AND @seenAt > @heldSeenAt) THEN 0
        WHEN @updatedAt < @heldUpdatedAt OR @seenAt < @heldSeenAt THEN 2
        WHEN @sign = 0 THEN 1
        WHEN @sign < 0 THEN 3
        ELSE 4
    END;
END;
GO

-- Of two statements of one instant absent stays.
CREATE FUNCTION [$schema$].DecidePresence (@heldIsPresent bit, @heldSeenAt bigint, @isPresent bit, @seenAt bigint)
RETURNS int
AS
BEGIN
    RETURN CASE
        WHEN @isPresent IS NULL THEN NULL
        WHEN @heldSeenAt IS NULL OR @seenAt > @heldSeenAt THEN 0
        WHEN @seenAt < @heldSeenAt THEN 2
        WHEN @isPresent = @heldIsPresent THEN 1
        WHEN @isPresent = 1 THEN 4
        ELSE 3
    END;
END;
GO

-- Null first, as in the code.
CREATE FUNCTION [$schema$].CompareNumbers (@x bigint, @y bigint)
RETURNS int
AS
BEGIN
    RETURN CASE
        WHEN @x IS NULL AND @y IS NULL THEN 0
        WHEN @x IS NULL OR @x < @y THEN -1
        WHEN @y IS NULL OR @x > @y THEN 1
        ELSE 0
    END;
END;
GO

-- As string.CompareOrdinal: null first, then by UTF-16 code units, which is what a BIN2 collation compares in nvarchar. It compares as if the shorter text went on
-- with blanks, so both get an end that is smaller than every character of a text.
CREATE FUNCTION [$schema$].CompareText (@x nvarchar(1000), @y nvarchar(1000))
RETURNS int
AS
BEGIN
    RETURN CASE
        WHEN @x IS NULL AND @y IS NULL THEN 0
        WHEN @x IS NULL THEN -1
        WHEN @y IS NULL THEN 1
        WHEN @x + NCHAR(1) < @y + NCHAR(1) COLLATE Latin1_General_100_BIN2 THEN -1
        WHEN @x + NCHAR(1) > @y + NCHAR(1) COLLATE Latin1_General_100_BIN2 THEN 1
        ELSE 0
    END;
END;
GO

-- ProductDetails.Order.
CREATE FUNCTION [$schema$].CompareProducts (@title nvarchar(1000), @status nvarchar(50), @otherTitle nvarchar(1000), @otherStatus nvarchar(50))
RETURNS int
AS
BEGIN
    RETURN coalesce(
        nullif([$schema$].CompareText(@title, @otherTitle), 0),
        [$schema$].CompareText(@status, @otherStatus));
END;
GO

-- Membership.Order: VariantDetails.Order, then what the variant belongs to.
CREATE FUNCTION [$schema$].CompareVariants
(
    @sku nvarchar(500), @barcode nvarchar(500), @title nvarchar(1000), @price decimal(19,4), @productId bigint, @inventoryItemId bigint,
    @otherSku nvarchar(500), @otherBarcode nvarchar(500), @otherTitle nvarchar(1000), @otherPrice decimal(19,4), @otherProductId bigint, @otherInventoryItemId bigint
)
RETURNS int
AS
BEGIN
    RETURN coalesce(
        nullif([$schema$].CompareText(@sku, @otherSku), 0),
        nullif([$schema$].CompareText(@barcode, @otherBarcode), 0),
        nullif([$schema$].CompareText(@title, @otherTitle), 0),
        CASE WHEN @price < @otherPrice THEN -1 WHEN @price > @otherPrice THEN 1 END,
        nullif([$schema$].CompareNumbers(@productId, @otherProductId), 0),
        [$schema$].CompareNumbers(@inventoryItemId, @otherInventoryItemId));
END;
GO

-- A price as people write it: with two digits after the point, or four where it needs more.
CREATE FUNCTION [$schema$].PriceText (@price decimal(19,4))
RETURNS nvarchar(30)
AS
BEGIN
    DECLARE @text nvarchar(30) = CAST(@price AS nvarchar(30));
    RETURN CASE WHEN RIGHT(@text, 2) = N'00' THEN LEFT(@text, LEN(@text) - 2) ELSE @text END;
END;
GO

-- A text as JSON has it.
CREATE FUNCTION [$schema$].JsonText (@text nvarchar(1000))
RETURNS nvarchar(max)
AS
BEGIN
    RETURN CASE WHEN @text IS NULL THEN N'null' ELSE N'"' + STRING_ESCAPE(@text, N'json') + N'"' END;
END;
GO
