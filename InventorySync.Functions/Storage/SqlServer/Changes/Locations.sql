-- name: ApplyLocation
-- One webhook about one location, in one round trip: decided by the rule of presence, the more absent first (0 deleted, 1 inactive, 2
-- active), and the availability of every item with a level there recomputed. So many items are no locks of their own: a location changes
-- once in months, and other changes wait for it. A full sync is asked for where it has become active, and where two statements of one
-- instant disagree.
-- @locationId bigint, @name nvarchar(500), @state tinyint, @seenAt bigint, @now bigint, @notBefore bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';

DECLARE @heldState tinyint, @heldSeenAt bigint;
SELECT @heldState = CASE WHEN IsDeleted = 1 THEN 0 WHEN IsActive = 1 THEN 2 ELSE 1 END, @heldSeenAt = SeenAt
FROM [$schema$].Location
WHERE LocationId = @locationId;

DECLARE @outcome int = CASE
    WHEN @heldSeenAt IS NULL OR @seenAt > @heldSeenAt THEN 0
    WHEN @seenAt < @heldSeenAt THEN 2
    WHEN @state = @heldState THEN 1
    WHEN @state < @heldState THEN 3
    ELSE 4
END;

DECLARE @skusChanged int = 0;
IF @outcome IN (0, 3)
BEGIN
    -- A deletion has no name: the one that is known stays.
    IF @heldSeenAt IS NULL
        INSERT INTO [$schema$].Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
        VALUES (@locationId, coalesce(@name, N''), CASE WHEN @state = 2 THEN 1 ELSE 0 END, CASE WHEN @state = 0 THEN 1 ELSE 0 END, @seenAt);
    ELSE
        UPDATE [$schema$].Location
        SET Name = coalesce(@name, Name), IsActive = CASE WHEN @state = 2 THEN 1 ELSE 0 END,
            IsDeleted = CASE WHEN @state = 0 THEN 1 ELSE 0 END, SeenAt = @seenAt
        WHERE LocationId = @locationId;

    UPDATE s
    SET Available = a.Available
    FROM [$schema$].Sku AS s
    JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = s.InventoryItemId AND l.LocationId = @locationId
    JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
    WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);
    SET @skusChanged = @@ROWCOUNT;
END;

IF @outcome IN (3, 4) OR (@outcome = 0 AND @state = 2 AND (@heldState IS NULL OR @heldState < 2))
BEGIN
    EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
    EXEC [$schema$].AskEarlySync N'Locations', @now, @seenAt, @notBefore;
END;

SELECT @outcome AS Outcome, @skusChanged AS SkusChanged;
COMMIT TRANSACTION;
