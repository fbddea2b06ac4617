-- The same version with another value, or the same instant with another presence: only a later read can tell.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1, c.InventoryItemId, 2, @now, @seenAt, @notBefore, 0
FROM
(
    SELECT l.InventoryItemId
    FROM InventoryLevel AS l
    JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    WHERE (l.AvailableSeenAt = @seenAt AND l.AvailableUpdatedAt = r.UpdatedAt AND l.Available IS NOT r.Available)
       OR (l.PresenceSeenAt = @seenAt AND l.IsConnected = 0)
    UNION
    SELECT l.InventoryItemId
    FROM InventoryLevel AS l
    WHERE l.PresenceSeenAt = @seenAt AND l.IsConnected = 1
      AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
      AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId)
    UNION
    SELECT i.InventoryItemId
    FROM InventoryItem AS i
    JOIN RawSkusFromShopify AS r ON r.InventoryItemId = i.InventoryItemId
    WHERE (i.DetailsSeenAt = @seenAt AND i.DetailsUpdatedAt = r.ItemUpdatedAt AND i.Tracked <> r.Tracked)
       OR (i.PresenceSeenAt = @seenAt AND i.IsDeleted = 1)
    UNION
    SELECT r.InventoryItemId
    FROM Sku AS s
    JOIN RawSkusFromShopify AS r ON r.VariantId = s.VariantId
    WHERE (s.DetailsSeenAt = @seenAt AND s.DetailsUpdatedAt = r.VariantUpdatedAt
           AND compare_details(r.Sku, r.Barcode, r.VariantTitle, r.Price, s.Sku, s.Barcode, s.Title, s.Price) <> 0)
       OR (s.PresenceSeenAt = @seenAt AND s.IsDeleted = 1)
) AS c
WHERE true
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);
