-- A location's webhook: its items are too many to lock one by one. A location changes once in months, and other changes wait for it.

-- name: LoadLocation
-- @locationId bigint
SET NOCOUNT, XACT_ABORT ON;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
SELECT IsActive, IsDeleted, SeenAt FROM [$schema$].Location WHERE LocationId = @locationId;

-- name: WriteLocation
-- A deletion has no name: the one that is known stays.
-- @locationId bigint, @name nvarchar(500), @isActive bit, @isDeleted bit, @seenAt bigint
SET NOCOUNT, XACT_ABORT ON;
UPDATE [$schema$].Location
SET Name = coalesce(@name, Name), IsActive = @isActive, IsDeleted = @isDeleted, SeenAt = @seenAt
WHERE LocationId = @locationId;
IF @@ROWCOUNT = 0
    INSERT INTO [$schema$].Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
    VALUES (@locationId, coalesce(@name, N''), @isActive, @isDeleted, @seenAt);

-- name: RecomputeAvailabilityAtLocation
-- @locationId bigint
SET NOCOUNT, XACT_ABORT ON;
UPDATE s
SET Available = a.Available
FROM [$schema$].Sku AS s
JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = s.InventoryItemId AND l.LocationId = @locationId
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);
SELECT @@ROWCOUNT AS SkusChanged;
