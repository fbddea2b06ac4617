-- name: LoadLocation
SELECT IsActive, IsDeleted, SeenAt FROM Location WHERE LocationId = @locationId;

-- name: WriteLocation
-- A deletion has no name: the one that is known stays.
INSERT INTO Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
VALUES (@locationId, coalesce(@name, ''), @isActive, @isDeleted, @seenAt)
ON CONFLICT (LocationId) DO UPDATE
SET Name = coalesce(@name, Name), IsActive = excluded.IsActive, IsDeleted = excluded.IsDeleted, SeenAt = excluded.SeenAt;

-- name: RecomputeAvailabilityAtLocation
UPDATE Sku
SET Available = a.Available
FROM ItemAvailability AS a
WHERE a.InventoryItemId = Sku.InventoryItemId
  AND Sku.InventoryItemId IN (SELECT InventoryItemId FROM InventoryLevel WHERE LocationId = @locationId)
  AND Sku.Available IS NOT a.Available;
