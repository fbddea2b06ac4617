SELECT i.InventoryItemId, i.Tracked, i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, i.IsDeleted, i.PresenceSeenAt,
       NOT EXISTS (SELECT 1 FROM Sku AS s JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
                   WHERE s.InventoryItemId = i.InventoryItemId AND s.IsDeleted = 0 AND s.Available IS NOT a.Available) AS IsSumRight,
       EXISTS (SELECT 1 FROM PendingLookUp AS p WHERE p.Kind = 1 AND p.Id = i.InventoryItemId) AS HasLookUp,
       EXISTS (SELECT 1 FROM FailedChange AS f WHERE f.RepairState = 0 AND f.LookUpKind = 1 AND f.LookUpId = i.InventoryItemId) AS HasFailedChange
FROM InventoryItem AS i
WHERE i.InventoryItemId IN (SELECT value FROM json_each(@ids))
ORDER BY i.InventoryItemId;
