-- Levels that are new, or whose number or connection will change: the conditions of ReplaceLevels.
-- @seenAt bigint
SELECT
    (SELECT count_big(*)
     FROM [$schema$].DownloadedLevel AS r
     LEFT JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
     WHERE l.InventoryItemId IS NULL
        OR (l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt)
        OR ([$schema$].CompareNumbers(r.Available, l.Available) <> 0
            AND [$schema$].DecideObservation(
                    l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1,
                    [$schema$].CompareNumbers(r.Available, l.Available)) IN (0, 3)))
    + (SELECT count_big(*)
       FROM [$schema$].InventoryLevel AS l
       WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
         AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
         AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1)) AS LevelsToWrite;
