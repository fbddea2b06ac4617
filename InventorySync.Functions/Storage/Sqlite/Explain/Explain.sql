-- name: ReadSkuFacts
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.DetailsUpdatedAt, s.DetailsSeenAt,
    s.DetailsObservedBy, s.IsDeleted, s.PresenceSeenAt,
       s.ProductTitle, s.ProductStatus, s.Tracked, s.Available, v.Sellable, k.SafetyStock, k.Note, k.SetAt,
       (SELECT b.SafetyStock FROM SyncState AS b) AS SafetyStockOfAll, a.Available AS LevelsSum,
       p.Title AS HeldTitle, p.Status AS HeldStatus,
       p.DetailsUpdatedAt AS ProductUpdatedAt, p.DetailsSeenAt AS ProductSeenAt, p.DetailsObservedBy AS ProductObservedBy,
       p.IsDeleted AS ProductIsDeleted, p.PresenceSeenAt AS ProductPresenceSeenAt,
       i.Tracked AS HeldTracked, i.DetailsUpdatedAt AS ItemUpdatedAt, i.DetailsSeenAt AS ItemSeenAt, i.DetailsObservedBy AS ItemObservedBy,
       i.IsDeleted AS ItemIsDeleted, i.PresenceSeenAt AS ItemPresenceSeenAt
FROM Sku AS s
LEFT JOIN SkuLive AS v ON v.VariantId = s.VariantId
LEFT JOIN SkuPolicy AS k ON k.VariantId = s.VariantId
LEFT JOIN Product AS p ON p.ProductId = s.ProductId
LEFT JOIN InventoryItem AS i ON i.InventoryItemId = s.InventoryItemId
LEFT JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Sku = @sku OR s.VariantId = @variantId
ORDER BY s.IsDeleted, s.VariantId
LIMIT @limit;

-- name: ReadSkuLevels
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected,
    l.PresenceSeenAt,
       EXISTS (SELECT 1 FROM CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.LocationId = l.LocationId) AS IsCounted,
       NOT EXISTS (SELECT 1 FROM IncludedLocation)
       OR EXISTS (SELECT 1 FROM IncludedLocation AS n WHERE n.LocationId = l.LocationId) AS IsIncluded,
       p.Name, p.IsActive, p.IsDeleted, p.SeenAt
FROM InventoryLevel AS l
LEFT JOIN Location AS p ON p.LocationId = l.LocationId
WHERE l.InventoryItemId IN (SELECT s.InventoryItemId FROM Sku AS s WHERE s.Sku = @sku
    OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit)
ORDER BY l.InventoryItemId, l.LocationId;

-- name: ReadSkuLookUps
SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM PendingLookUp
WHERE (Kind = 1 /* LookUpKind.InventoryItem */ AND Id IN (SELECT s.InventoryItemId FROM Sku AS s WHERE s.Sku = @sku
    OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit))
   OR (Kind = 2 /* LookUpKind.Product */ AND Id IN (SELECT s.ProductId FROM Sku AS s WHERE s.Sku = @sku
       OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit))
ORDER BY Kind, Id;

-- name: ReadSkuFailedChanges
SELECT Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM FailedChange
WHERE RepairState = 0 /* RepairState.Open */
  AND ((LookUpKind = 1 /* LookUpKind.InventoryItem */ AND LookUpId IN (SELECT s.InventoryItemId FROM Sku AS s WHERE s.Sku = @sku
      OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit))
       OR (LookUpKind = 2 /* LookUpKind.Product */ AND LookUpId IN (SELECT s.ProductId FROM Sku AS s WHERE s.Sku = @sku
           OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit)))
ORDER BY ReceivedAt DESC, Id
LIMIT @most;

-- name: ReadObservations
SELECT o.RecordedAt, o.Source, o.Kind, o.Outcome, o.SeenAt, o.UpdatedAt, o.Value, o.Reason, o.ProductId, o.VariantId, o.InventoryItemId,
    o.LocationId, o.Topic, o.WebhookId,
       o.TriggeredAt, o.ReceivedAt, o.SyncRunId
FROM (SELECT l.*
      FROM ObservationLog AS l
      WHERE l.InventoryItemId = @inventoryItemId
      UNION ALL
      -- What a location's webhook said is of every item with a level there.
      SELECT l.*
      FROM ObservationLog AS l
      WHERE l.InventoryItemId IS NULL
          AND l.LocationId IN (SELECT v.LocationId FROM InventoryLevel AS v WHERE v.InventoryItemId = @inventoryItemId)
      UNION ALL
      SELECT l.*
      FROM ObservationLog AS l
      WHERE l.ProductId = @productId AND l.InventoryItemId IS NULL AND (l.VariantId IS NULL OR l.VariantId = @variantId)
      UNION ALL
      SELECT d.rowid, coalesce(r.EndedAt, r.StartedAt), 'FullSync', d.Kind, NULL, NULL, d.ProductId, d.VariantId, d.InventoryItemId,
          d.LocationId, substr(d.Became, 1, 200), d.UpdatedAt,
             coalesce(r.BulkCreatedAt, r.StartedAt), NULL, NULL, 'Applied', 'was ' || coalesce(substr(d.Was, 1, 200), 'unknown'),
             d.SyncRunId
      FROM SyncDrift AS d
      JOIN SyncRun AS r ON r.Id = d.SyncRunId
      WHERE d.InventoryItemId = @inventoryItemId OR d.VariantId = @variantId OR (d.ProductId = @productId AND d.VariantId IS NULL)) AS o
ORDER BY o.RecordedAt DESC, o.Id DESC
LIMIT @limit;
