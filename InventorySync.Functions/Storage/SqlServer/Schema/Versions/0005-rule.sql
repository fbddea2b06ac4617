-- The rule of Precedence.cs, as simulation has changed it (docs/correctness.md): nothing was seen before it was written, and two values of one second, or two
-- statements about presence in one second, are a conflict. It replaces the two functions of 0003, whose grants go with
-- them: infra/sql-role.sql gives them again.
DROP FUNCTION [$schema$].DecideObservation;
GO

DROP FUNCTION [$schema$].DecidePresence;
GO

-- The later of two times; the first one where there is no second.
CREATE FUNCTION [$schema$].Later (@time bigint, @otherTime bigint)
RETURNS bigint
AS
BEGIN
    RETURN CASE WHEN @time IS NULL OR @otherTime > @time THEN @otherTime ELSE @time END;
END;
GO

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
    DECLARE @held bigint = [$schema$].Later(@heldSeenAt, @heldUpdatedAt);
    DECLARE @seen bigint = [$schema$].Later(@seenAt, @updatedAt);
    RETURN CASE
        WHEN @updatedAt IS NULL THEN NULL
        WHEN @heldUpdatedAt IS NULL THEN 0
        WHEN @observedBy = 1 AND @seen > @held THEN 0
        WHEN @observedBy = 0 AND @heldObservedBy = 1 AND @held > @seen THEN 2
        WHEN @updatedAt > @heldUpdatedAt THEN 0
        WHEN @updatedAt < @heldUpdatedAt THEN 2
        WHEN @sign = 0 AND @seen = @held THEN 1
        WHEN @sign = 0 THEN CASE WHEN @seen > @held THEN 0 ELSE 2 END
        WHEN @seen = @held THEN CASE WHEN @sign < 0 THEN 3 ELSE 4 END
        WHEN @seen > @held THEN CASE WHEN @seen < @updatedAt + 1000000000 THEN 3 ELSE 0 END
        ELSE CASE WHEN @held < @updatedAt + 1000000000 THEN 4 ELSE 2 END
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
        WHEN @heldSeenAt IS NULL THEN 0
        WHEN @isPresent = @heldIsPresent AND @seenAt = @heldSeenAt THEN 1
        WHEN @seenAt > @heldSeenAt OR (@seenAt = @heldSeenAt AND @isPresent = 0)
            THEN CASE WHEN @isPresent <> @heldIsPresent AND @seenAt / 1000000000 = @heldSeenAt / 1000000000 THEN 3 ELSE 0 END
        ELSE CASE WHEN @isPresent <> @heldIsPresent AND @seenAt / 1000000000 = @heldSeenAt / 1000000000 THEN 4 ELSE 2 END
    END;
END;
GO
