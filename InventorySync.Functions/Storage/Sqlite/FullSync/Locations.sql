-- name: StageLocation
INSERT INTO StagedLocation (LocationId, Name, IsActive) VALUES (@LocationId, @Name, @IsActive);

-- name: ReplaceLocations
-- One that the download does not list is deleted.
UPDATE Location
SET Name = coalesce(r.Name, Location.Name), IsActive = r.IsActive, IsDeleted = r.IsDeleted, SeenAt = @seenAt
FROM
(
    SELECT l.LocationId, s.Name, coalesce(s.IsActive, 0) AS IsActive, s.LocationId IS NULL AS IsDeleted
    FROM Location AS l
    LEFT JOIN (SELECT LocationId, max(Name) AS Name, min(IsActive) AS IsActive FROM StagedLocation GROUP BY LocationId) AS s
        ON s.LocationId = l.LocationId
) AS r
WHERE r.LocationId = Location.LocationId
  AND decide_location(1 + Location.IsActive - Location.IsDeleted, Location.SeenAt, 1 + r.IsActive - r.IsDeleted, @seenAt)
      IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

INSERT INTO Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT LocationId, max(Name), min(IsActive), 0, @seenAt
FROM StagedLocation
WHERE LocationId NOT IN (SELECT LocationId FROM Location)
GROUP BY LocationId;
