-- Those whose levels have changed last: an item has some levels, so that of so many levels enough items are left. Beside them some by lot: an order of a prime's remainders,
-- another one with each pair of numbers.
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
