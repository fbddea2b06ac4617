-- name: ReplaceLocations
-- Of two statements of one instant the more absent stays.
-- @seenAt bigint
SET NOCOUNT ON;
UPDATE l
SET Name = r.Name, IsActive = r.IsActive, IsDeleted = 0, SeenAt = @seenAt
FROM [$schema$].Location AS l
JOIN (SELECT LocationId, max(Name) AS Name, max(CAST(IsActive AS int)) AS IsActive FROM [$schema$].StagedLocation GROUP BY LocationId) AS r
    ON r.LocationId = l.LocationId
WHERE l.SeenAt < @seenAt OR (l.SeenAt = @seenAt AND l.IsDeleted = 0 AND r.IsActive = 0);

UPDATE [$schema$].Location
SET IsActive = 0, IsDeleted = 1, SeenAt = @seenAt
WHERE SeenAt <= @seenAt AND LocationId NOT IN (SELECT LocationId FROM [$schema$].StagedLocation);

INSERT INTO [$schema$].Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT r.LocationId, max(r.Name), max(CAST(r.IsActive AS int)), 0, @seenAt
FROM [$schema$].StagedLocation AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Location AS l WHERE l.LocationId = r.LocationId)
GROUP BY r.LocationId;
