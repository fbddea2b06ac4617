-- name: SampleItems
-- Those whose levels have changed last: an item has some levels, so that of so many levels enough items are left. Beside them some by lot:
-- an order of a prime's remainders, another one with each pair of numbers.
WITH Recent AS
(
    SELECT l.InventoryItemId, max(l.AvailableUpdatedAt) AS ChangedAt
    FROM (SELECT InventoryItemId, AvailableUpdatedAt
        FROM InventoryLevel
        WHERE AvailableUpdatedAt IS NOT NULL
        ORDER BY AvailableUpdatedAt DESC, InventoryItemId
        LIMIT @recent * 10) AS l
    WHERE EXISTS (SELECT 1 FROM Sku AS s WHERE s.InventoryItemId = l.InventoryItemId AND s.IsDeleted = 0)
    GROUP BY l.InventoryItemId
    ORDER BY ChangedAt DESC, l.InventoryItemId
    LIMIT @recent
), ByLot AS
(
    SELECT i.InventoryItemId
    FROM InventoryItem AS i
    WHERE i.IsDeleted = 0
      AND EXISTS (SELECT 1 FROM Sku AS s WHERE s.InventoryItemId = i.InventoryItemId AND s.IsDeleted = 0)
      AND i.InventoryItemId NOT IN (SELECT InventoryItemId FROM Recent)
    ORDER BY ((i.InventoryItemId % 1000003) * @factor + @shift) % 1000003, i.InventoryItemId
    LIMIT @random
)
SELECT InventoryItemId FROM Recent
UNION ALL
SELECT InventoryItemId FROM ByLot
ORDER BY InventoryItemId;

-- name: ReadProbedItems
SELECT i.InventoryItemId, i.Tracked, i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, i.IsDeleted, i.PresenceSeenAt,
       NOT EXISTS (SELECT 1 FROM Sku AS s JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
                   WHERE s.InventoryItemId = i.InventoryItemId AND s.IsDeleted = 0 AND s.Available IS NOT a.Available) AS IsSumRight,
       EXISTS (SELECT 1 FROM PendingLookUp AS p WHERE p.Kind = 1 /* LookUpKind.InventoryItem */ AND p.Id = i.InventoryItemId) AS HasLookUp,
       EXISTS (SELECT 1 FROM FailedChange AS f WHERE f.RepairState = 0 /* RepairState.Open */
           AND f.LookUpKind = 1 /* LookUpKind.InventoryItem */
           AND f.LookUpId = i.InventoryItemId) AS HasFailedChange
FROM InventoryItem AS i
WHERE i.InventoryItemId IN (SELECT value FROM json_each(@ids))
ORDER BY i.InventoryItemId;

-- name: ReadProbedLevels
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected,
    l.PresenceSeenAt,
       EXISTS (SELECT 1 FROM CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.LocationId = l.LocationId) AS IsCounted
FROM InventoryLevel AS l
WHERE l.InventoryItemId IN (SELECT value FROM json_each(@ids))
ORDER BY l.InventoryItemId, l.LocationId;

-- name: ReadProbe
SELECT At, Checked, Late, Wrong, Causes, IsAlarming, SyncAskedAt, Failure FROM LastProbe;

-- name: RecordProbe
INSERT INTO LastProbe (Id, At, Checked, Late, Wrong, Causes, IsAlarming, SyncAskedAt, Failure)
VALUES (1, @at, @checked, @late, @wrong, @causes, @isAlarming, @syncAskedAt, @failure)
ON CONFLICT (Id) DO UPDATE
SET At = excluded.At, Checked = excluded.Checked, Late = excluded.Late, Wrong = excluded.Wrong, Causes = excluded.Causes,
    IsAlarming = excluded.IsAlarming, SyncAskedAt = excluded.SyncAskedAt, Failure = excluded.Failure;
