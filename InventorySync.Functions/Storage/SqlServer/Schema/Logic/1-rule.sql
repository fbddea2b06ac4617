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

-- Of whether a thing is there (0 no, 1 yes), or of the state of a location (LocationState): the smaller is the more absent.
CREATE OR ALTER FUNCTION [$schema$].DecideReadState (@heldState int, @heldSeenAt bigint, @readState int, @seenAt bigint)
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @readState = @heldState AND @seenAt = @heldSeenAt THEN 1 /* Outcome.Repeat */
        WHEN @seenAt > @heldSeenAt OR (@seenAt = @heldSeenAt AND @readState < @heldState)
            THEN CASE WHEN @readState <> @heldState AND @seenAt / 1000000000 = @heldSeenAt / 1000000000
                THEN 3 /* Outcome.ConflictApplied */ ELSE 0 /* Outcome.Applied */ END
        WHEN @readState <> @heldState AND @seenAt / 1000000000 = @heldSeenAt / 1000000000 THEN 4 /* Outcome.ConflictKept */
        ELSE 2 /* Outcome.Superseded */
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
