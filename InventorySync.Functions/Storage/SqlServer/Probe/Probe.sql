-- name: SampleItems
-- Those whose levels have changed last: an item has some levels, so that of so many levels enough items are left. Beside them some by lot:
-- an order of a prime's remainders, another one with each pair of numbers.
-- @recent int, @random int, @factor bigint, @shift bigint
WITH Recent AS
(
    SELECT TOP (@recent) l.InventoryItemId, max(l.AvailableUpdatedAt) AS ChangedAt
    FROM
    (
        SELECT TOP (@recent * 10) InventoryItemId, AvailableUpdatedAt
        FROM [$schema$].InventoryLevel
        WHERE AvailableUpdatedAt IS NOT NULL
        ORDER BY AvailableUpdatedAt DESC, InventoryItemId
    ) AS l
    WHERE EXISTS (SELECT 1 FROM [$schema$].Sku AS s WHERE s.InventoryItemId = l.InventoryItemId AND s.IsDeleted = 0)
    GROUP BY l.InventoryItemId
    ORDER BY max(l.AvailableUpdatedAt) DESC, l.InventoryItemId
), ByLot AS
(
    SELECT TOP (@random) i.InventoryItemId
    FROM [$schema$].InventoryItem AS i
    WHERE i.IsDeleted = 0
      AND EXISTS (SELECT 1 FROM [$schema$].Sku AS s WHERE s.InventoryItemId = i.InventoryItemId AND s.IsDeleted = 0)
      AND i.InventoryItemId NOT IN (SELECT r.InventoryItemId FROM Recent AS r)
    ORDER BY ((i.InventoryItemId % 1000003) * @factor + @shift) % 1000003, i.InventoryItemId
)
SELECT InventoryItemId FROM Recent
UNION ALL
SELECT InventoryItemId FROM ByLot
ORDER BY InventoryItemId;

-- name: ReadProbedItems
-- @ids nvarchar(max)
SET NOCOUNT ON;
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected,
    l.PresenceSeenAt,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId
           AND c.LocationId = l.LocationId) THEN 1 ELSE 0 END AS IsCounted
FROM [$schema$].InventoryLevel AS l
WHERE l.InventoryItemId IN (SELECT CAST(j.[value] AS bigint) FROM OPENJSON(@ids) AS j)
ORDER BY l.InventoryItemId, l.LocationId;

SELECT i.InventoryItemId, i.Tracked, i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, i.IsDeleted, i.PresenceSeenAt,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].Sku AS s JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
                         WHERE s.InventoryItemId = i.InventoryItemId
                             AND s.IsDeleted = 0
                             AND EXISTS (SELECT s.Available EXCEPT SELECT a.Available)) THEN 0 ELSE 1 END AS IsSumRight,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].PendingLookUp AS p WHERE p.Kind = 1 /* LookUpKind.InventoryItem */
           AND p.Id = i.InventoryItemId) THEN 1 ELSE 0 END AS HasLookUp,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].FailedChange AS f WHERE f.RepairState = 0 /* RepairState.Open */
           AND f.LookUpKind = 1 /* LookUpKind.InventoryItem */
           AND f.LookUpId = i.InventoryItemId) THEN 1 ELSE 0 END AS HasFailedChange
FROM [$schema$].InventoryItem AS i
WHERE i.InventoryItemId IN (SELECT CAST(j.[value] AS bigint) FROM OPENJSON(@ids) AS j)
ORDER BY i.InventoryItemId;

-- name: ReadProbe
SELECT At, Checked, Late, Wrong, Causes, IsAlarming, SyncAskedAt, Failure FROM [$schema$].LastProbe;

-- name: RecordProbe
-- @at bigint, @checked int, @late int, @wrong int, @causes nvarchar(max), @isAlarming bit, @syncAskedAt bigint, @failure nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].LastProbe
SET At = @at, Checked = @checked, Late = @late, Wrong = @wrong, Causes = @causes, IsAlarming = @isAlarming, SyncAskedAt = @syncAskedAt,
    Failure = @failure;
IF @@ROWCOUNT = 0
    INSERT INTO [$schema$].LastProbe (Id, At, Checked, Late, Wrong, Causes, IsAlarming, SyncAskedAt, Failure)
    VALUES (1, @at, @checked, @late, @wrong, @causes, @isAlarming, @syncAskedAt, @failure);
