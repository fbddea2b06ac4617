-- No source says whether locationsCount counts inactive levels too. If it does, this is no sign of a download that was cut off, and every run would ask for
-- thousands of items: so 300 at most, as many as are looked up one by one at all, and first those of which a level that is held as connected did not come.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1, InventoryItemId, 3, @now, @seenAt, @now, 0
FROM
(
    SELECT c.InventoryItemId
    FROM CutOffItem AS c
    ORDER BY
        EXISTS
        (
            SELECT 1
            FROM InventoryLevel AS l
            WHERE l.InventoryItemId = c.InventoryItemId AND l.IsConnected = 1
              AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
        ) DESC,
        c.InventoryItemId
    LIMIT 300
)
WHERE true
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);
