-- Those whose levels have changed last: an item has some levels, so that of so many levels enough items are left. Beside them some by lot: an order of a prime's remainders,
-- another one with each pair of numbers.
WITH Recent AS
(
    SELECT l.InventoryItemId, max(l.AvailableUpdatedAt) AS ChangedAt
    FROM (SELECT InventoryItemId, AvailableUpdatedAt FROM InventoryLevel WHERE AvailableUpdatedAt IS NOT NULL ORDER BY AvailableUpdatedAt DESC, InventoryItemId LIMIT @recent * 10) AS l
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
