-- @ids nvarchar(max)
SET NOCOUNT ON;
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected, l.PresenceSeenAt,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.LocationId = l.LocationId) THEN 1 ELSE 0 END AS IsCounted
FROM [$schema$].InventoryLevel AS l
WHERE l.InventoryItemId IN (SELECT CAST(j.[value] AS bigint) FROM OPENJSON(@ids) AS j)
ORDER BY l.InventoryItemId, l.LocationId;

SELECT i.InventoryItemId, i.Tracked, i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, i.IsDeleted, i.PresenceSeenAt,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].Sku AS s JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
                         WHERE s.InventoryItemId = i.InventoryItemId AND s.IsDeleted = 0 AND EXISTS (SELECT s.Available EXCEPT SELECT a.Available)) THEN 0 ELSE 1 END AS IsSumRight,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].PendingLookUp AS p WHERE p.Kind = 1 AND p.Id = i.InventoryItemId) THEN 1 ELSE 0 END AS HasLookUp,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].FailedChange AS f WHERE f.RepairState = 0 AND f.LookUpKind = 1 AND f.LookUpId = i.InventoryItemId) THEN 1 ELSE 0 END AS HasFailedChange
FROM [$schema$].InventoryItem AS i
WHERE i.InventoryItemId IN (SELECT CAST(j.[value] AS bigint) FROM OPENJSON(@ids) AS j)
ORDER BY i.InventoryItemId;
