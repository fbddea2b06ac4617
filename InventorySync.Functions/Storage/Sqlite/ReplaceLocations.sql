INSERT INTO Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT LocationId, Name, IsActive, 0, @seenAt
FROM StagedLocation
WHERE true
ON CONFLICT (LocationId) DO UPDATE
SET Name = excluded.Name, IsActive = excluded.IsActive, IsDeleted = 0, SeenAt = excluded.SeenAt
WHERE SeenAt < excluded.SeenAt;

UPDATE Location
SET IsDeleted = 1, SeenAt = @seenAt
WHERE SeenAt < @seenAt AND LocationId NOT IN (SELECT LocationId FROM StagedLocation);
