-- Levels that are new, or whose number or connection will change: the conditions of ReplaceLevels.
SELECT
    (SELECT count(*)
     FROM RawInventoryLevelsFromShopify AS r
     LEFT JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
     WHERE l.InventoryItemId IS NULL
        OR (l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt)
        OR (l.Available IS NOT r.Available
            AND (l.AvailableSeenAt IS NULL
                 OR l.AvailableSeenAt < @seenAt
                 OR r.UpdatedAt > l.AvailableUpdatedAt
                 OR (r.UpdatedAt = l.AvailableUpdatedAt AND l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) AND r.Available < l.Available))))
    + (SELECT count(*)
       FROM InventoryLevel AS l
       WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
         AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
         AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId));
