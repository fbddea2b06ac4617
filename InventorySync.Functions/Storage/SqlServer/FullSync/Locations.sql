-- name: ReplaceLocations
-- One that the download does not list is deleted.
-- @seenAt bigint
SET NOCOUNT ON;
UPDATE l
SET Name = coalesce(r.Name, l.Name), IsActive = coalesce(r.IsActive, 0), IsDeleted = CASE WHEN r.LocationId IS NULL THEN 1 ELSE 0 END,
    SeenAt = @seenAt
FROM [$schema$].Location AS l
LEFT JOIN (SELECT LocationId, max(Name) AS Name, min(CAST(IsActive AS int)) AS IsActive
    FROM [$schema$].StagedLocation
    GROUP BY LocationId) AS r
    ON r.LocationId = l.LocationId
CROSS APPLY [$schema$].DecideReadState(
    CASE WHEN l.IsDeleted = 1 THEN 0 /* LocationState.Deleted */ WHEN l.IsActive = 0 THEN 1 /* LocationState.Inactive */
        ELSE 2 /* LocationState.Active */ END,
    l.SeenAt,
    CASE WHEN r.LocationId IS NULL THEN 0 /* LocationState.Deleted */ WHEN r.IsActive = 0 THEN 1 /* LocationState.Inactive */
        ELSE 2 /* LocationState.Active */ END,
    @seenAt) AS d
WHERE d.Outcome IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

INSERT INTO [$schema$].Location (LocationId, Name, IsActive, IsDeleted, SeenAt)
SELECT r.LocationId, max(r.Name), min(CAST(r.IsActive AS int)), 0, @seenAt
FROM [$schema$].StagedLocation AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Location AS l WHERE l.LocationId = r.LocationId)
GROUP BY r.LocationId;
