-- Precedence.cs for the one read that a full sync is, in whole tables: what becomes of it, as the number of an Outcome. These are the only
-- places of this store that say it, and a test holds them to Precedence. Functions that are one query each cost nothing of their own.

-- Of a value. sign: whether the value that was read is smaller than the held one (-1), the same (0) or greater (1). A held SeenAt is never
-- before its UpdatedAt.
CREATE OR ALTER FUNCTION [$schema$].DecideRead (@heldUpdatedAt bigint, @heldSeenAt bigint, @updatedAt bigint, @seenAt bigint, @sign int)
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @heldUpdatedAt IS NULL OR @seenAt > @heldSeenAt OR @updatedAt > @heldUpdatedAt THEN 0 /* Outcome.Applied */
        WHEN @updatedAt < @heldUpdatedAt THEN 2 /* Outcome.Superseded */
        WHEN @heldSeenAt IN (@seenAt, @updatedAt)
            THEN CASE WHEN @sign = 0 THEN 1 /* Outcome.Repeat */ WHEN @sign < 0 THEN 3 /* Outcome.ConflictApplied */
                ELSE 4 /* Outcome.ConflictKept */ END
        WHEN @sign <> 0 AND @heldSeenAt < @updatedAt + 1000000000 THEN 4 /* Outcome.ConflictKept */
        ELSE 2 /* Outcome.Superseded */
    END AS Outcome;
GO

-- Of whether the thing is there.
CREATE OR ALTER FUNCTION [$schema$].DecideReadPresence (@heldIsPresent bit, @heldSeenAt bigint, @isPresent bit, @seenAt bigint)
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @isPresent = @heldIsPresent AND @seenAt = @heldSeenAt THEN 1 /* Outcome.Repeat */
        WHEN @seenAt > @heldSeenAt OR (@seenAt = @heldSeenAt AND @isPresent = 0)
            THEN CASE WHEN @isPresent <> @heldIsPresent AND @seenAt / 1000000000 = @heldSeenAt / 1000000000
                THEN 3 /* Outcome.ConflictApplied */ ELSE 0 /* Outcome.Applied */ END
        WHEN @isPresent <> @heldIsPresent AND @seenAt / 1000000000 = @heldSeenAt / 1000000000 THEN 4 /* Outcome.ConflictKept */
        ELSE 2 /* Outcome.Superseded */
    END AS Outcome;
GO

-- Of a location, by the numbers of LocationState.
CREATE OR ALTER FUNCTION [$schema$].DecideReadLocation (@heldState int, @heldSeenAt bigint, @readState int, @seenAt bigint)
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @seenAt > @heldSeenAt THEN 0 /* Outcome.Applied */
        WHEN @seenAt < @heldSeenAt THEN 2 /* Outcome.Superseded */
        WHEN @readState = @heldState THEN 1 /* Outcome.Repeat */
        WHEN @readState < @heldState THEN 3 /* Outcome.ConflictApplied */
        ELSE 4 /* Outcome.ConflictKept */
    END AS Outcome;
GO

-- As string.CompareOrdinal: null first, then by UTF-16 code units, which is what a BIN2 collation compares in nvarchar. It compares as if
-- the shorter text went on with blanks, so both get an end that is smaller than every character of a text.
CREATE OR ALTER FUNCTION [$schema$].OrderTexts (@x nvarchar(1000), @y nvarchar(1000))
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @x IS NULL AND @y IS NULL THEN 0
        WHEN @x IS NULL THEN -1
        WHEN @y IS NULL THEN 1
        WHEN @x + NCHAR(1) < @y + NCHAR(1) COLLATE Latin1_General_100_BIN2 THEN -1
        WHEN @x + NCHAR(1) > @y + NCHAR(1) COLLATE Latin1_General_100_BIN2 THEN 1
        ELSE 0
    END AS Sign;
GO

-- The rule of Precedence.cs, said once for every statement of this store. A decision is the number of an Outcome; NULL where nothing was
-- offered. Nothing was seen before it was written. Two values of one second, or two statements about presence in one second, are a conflict
-- (docs/correctness.md).

-- The later of two times; the first one where there is no second.
CREATE OR ALTER FUNCTION [$schema$].Later (@time bigint, @otherTime bigint)
RETURNS bigint
AS
BEGIN
    RETURN CASE WHEN @time IS NULL OR @otherTime > @time THEN @otherTime ELSE @time END;
END;
GO

-- sign: whether the offered value is smaller than the held one (-1), the same (0) or greater (1).
CREATE OR ALTER FUNCTION [$schema$].DecideObservation
(
    @heldUpdatedAt bigint, @heldSeenAt bigint, @heldObservedBy tinyint,
    @updatedAt bigint, @seenAt bigint, @observedBy tinyint,
    @sign int
)
RETURNS int
AS
BEGIN
    DECLARE @held bigint = [$schema$].Later(@heldSeenAt, @heldUpdatedAt);
    DECLARE @seen bigint = [$schema$].Later(@seenAt, @updatedAt);
    RETURN CASE
        WHEN @updatedAt IS NULL THEN NULL
        WHEN @heldUpdatedAt IS NULL THEN 0 /* Outcome.Applied */
        WHEN @observedBy = 1 /* ObservedBy.Read */ AND @seen > @held THEN 0 /* Outcome.Applied */
        WHEN @observedBy = 0 /* ObservedBy.Webhook */ AND @heldObservedBy = 1 /* ObservedBy.Read */ AND @held > @seen
            THEN 2 /* Outcome.Superseded */
        WHEN @updatedAt > @heldUpdatedAt THEN 0 /* Outcome.Applied */
        WHEN @updatedAt < @heldUpdatedAt THEN 2 /* Outcome.Superseded */
        WHEN @sign = 0 AND @seen = @held THEN 1 /* Outcome.Repeat */
        WHEN @sign = 0 THEN CASE WHEN @seen > @held THEN 0 /* Outcome.Applied */ ELSE 2 /* Outcome.Superseded */ END
        WHEN @seen = @held THEN CASE WHEN @sign < 0 THEN 3 /* Outcome.ConflictApplied */ ELSE 4 /* Outcome.ConflictKept */ END
        WHEN @seen > @held
            THEN CASE WHEN @seen < @updatedAt + 1000000000 THEN 3 /* Outcome.ConflictApplied */ ELSE 0 /* Outcome.Applied */ END
        ELSE CASE WHEN @held < @updatedAt + 1000000000 THEN 4 /* Outcome.ConflictKept */ ELSE 2 /* Outcome.Superseded */ END
    END;
END;
GO

-- Of two statements of one instant absent stays.
CREATE OR ALTER FUNCTION [$schema$].DecidePresence (@heldIsPresent bit, @heldSeenAt bigint, @isPresent bit, @seenAt bigint)
RETURNS int
AS
BEGIN
    RETURN CASE
        WHEN @isPresent IS NULL THEN NULL
        WHEN @heldSeenAt IS NULL THEN 0 /* Outcome.Applied */
        WHEN @isPresent = @heldIsPresent AND @seenAt = @heldSeenAt THEN 1 /* Outcome.Repeat */
        WHEN @seenAt > @heldSeenAt OR (@seenAt = @heldSeenAt AND @isPresent = 0)
            THEN CASE WHEN @isPresent <> @heldIsPresent AND @seenAt / 1000000000 = @heldSeenAt / 1000000000
                THEN 3 /* Outcome.ConflictApplied */ ELSE 0 /* Outcome.Applied */ END
        ELSE CASE WHEN @isPresent <> @heldIsPresent AND @seenAt / 1000000000 = @heldSeenAt / 1000000000
            THEN 4 /* Outcome.ConflictKept */ ELSE 2 /* Outcome.Superseded */ END
    END;
END;
GO

-- Null first, as in the code.
CREATE OR ALTER FUNCTION [$schema$].CompareNumbers (@x bigint, @y bigint)
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

-- As string.CompareOrdinal: null first, then by UTF-16 code units, which is what a BIN2 collation compares in nvarchar. It compares as if
-- the shorter text went on with blanks, so both get an end that is smaller than every character of a text.
CREATE OR ALTER FUNCTION [$schema$].CompareText (@x nvarchar(1000), @y nvarchar(1000))
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
CREATE OR ALTER FUNCTION [$schema$].CompareProducts (@title nvarchar(1000), @status nvarchar(50), @otherTitle nvarchar(1000),
    @otherStatus nvarchar(50))
RETURNS int
AS
BEGIN
    RETURN coalesce(
        nullif([$schema$].CompareText(@title, @otherTitle), 0),
        [$schema$].CompareText(@status, @otherStatus));
END;
GO

-- Membership.Order: VariantDetails.Order, then what the variant belongs to.
CREATE OR ALTER FUNCTION [$schema$].CompareVariants
(
    @sku nvarchar(500), @barcode nvarchar(500), @title nvarchar(1000), @price decimal(19,4), @productId bigint, @inventoryItemId bigint,
    @otherSku nvarchar(500), @otherBarcode nvarchar(500), @otherTitle nvarchar(1000), @otherPrice decimal(19,4), @otherProductId bigint,
    @otherInventoryItemId bigint
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
