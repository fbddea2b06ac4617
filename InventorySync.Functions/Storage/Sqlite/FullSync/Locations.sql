-- name: StageLocation
INSERT INTO StagedLocation (LocationId, Name, IsActive) VALUES (@LocationId, @Name, @IsActive);

-- name: ReplaceLocations
-- Of two statements of one instant the more absent stays.
INSERT INTO Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT LocationId, Name, IsActive, 0, @seenAt
FROM StagedLocation
WHERE true
ON CONFLICT (LocationId) DO UPDATE
SET Name = excluded.Name, IsActive = excluded.IsActive, IsDeleted = 0, SeenAt = excluded.SeenAt
WHERE SeenAt < excluded.SeenAt OR (SeenAt = excluded.SeenAt AND IsDeleted = 0 AND excluded.IsActive < IsActive);

UPDATE Location
SET IsActive = 0, IsDeleted = 1, SeenAt = @seenAt
WHERE SeenAt <= @seenAt AND LocationId NOT IN (SELECT LocationId FROM StagedLocation);
