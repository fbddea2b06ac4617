INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1, InventoryItemId, 3, @now, @seenAt, @now, 0
FROM CutOffItem
WHERE true
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);
