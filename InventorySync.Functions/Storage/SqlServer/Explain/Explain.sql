-- name: ReadSkuFacts
-- @sku nvarchar(500), @variantId bigint, @limit int, @most int
SET NOCOUNT ON;
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected,
    l.PresenceSeenAt,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId
           AND c.LocationId = l.LocationId) THEN 1 ELSE 0 END AS IsCounted,
       CASE WHEN NOT EXISTS (SELECT 1 FROM [$schema$].IncludedLocation)
              OR EXISTS (SELECT 1 FROM [$schema$].IncludedLocation AS n WHERE n.LocationId = l.LocationId) THEN 1 ELSE 0 END AS IsIncluded,
       p.Name, p.IsActive, p.IsDeleted, p.SeenAt
FROM [$schema$].InventoryLevel AS l
LEFT JOIN [$schema$].Location AS p ON p.LocationId = l.LocationId
WHERE l.InventoryItemId IN (SELECT TOP (@limit) s.InventoryItemId FROM [$schema$].Sku AS s WHERE s.Sku = @sku
    OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId)
ORDER BY l.InventoryItemId, l.LocationId;

SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE (Kind = 1 /* LookUpKind.InventoryItem */ AND Id IN (SELECT TOP (@limit) s.InventoryItemId FROM [$schema$].Sku AS s WHERE s.Sku = @sku
    OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId))
   OR (Kind = 2 /* LookUpKind.Product */ AND Id IN (SELECT TOP (@limit) s.ProductId FROM [$schema$].Sku AS s WHERE s.Sku = @sku
       OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId))
ORDER BY Kind, Id;

SELECT TOP (@most) Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM [$schema$].FailedChange
WHERE RepairState = 0 /* RepairState.Open */
  AND ((LookUpKind = 1 /* LookUpKind.InventoryItem */ AND LookUpId IN (SELECT TOP (@limit) s.InventoryItemId
      FROM [$schema$].Sku AS s
      WHERE s.Sku = @sku OR s.VariantId = @variantId
      ORDER BY s.IsDeleted, s.VariantId))
       OR (LookUpKind = 2 /* LookUpKind.Product */ AND LookUpId IN (SELECT TOP (@limit) s.ProductId
           FROM [$schema$].Sku AS s
           WHERE s.Sku = @sku OR s.VariantId = @variantId
           ORDER BY s.IsDeleted, s.VariantId)))
ORDER BY ReceivedAt DESC, Id;

SELECT TOP (@limit) s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.DetailsUpdatedAt, s.DetailsSeenAt,
    s.DetailsObservedBy, s.IsDeleted, s.PresenceSeenAt,
       s.ProductTitle, s.ProductStatus, s.Tracked, s.Available, v.Sellable, k.SafetyStock, k.Note, k.SetAt,
       (SELECT b.SafetyStock FROM [$schema$].SyncState AS b) AS SafetyStockOfAll, a.Available AS LevelsSum,
       p.Title AS HeldTitle, p.Status AS HeldStatus,
       p.DetailsUpdatedAt AS ProductUpdatedAt, p.DetailsSeenAt AS ProductSeenAt, p.DetailsObservedBy AS ProductObservedBy,
       p.IsDeleted AS ProductIsDeleted, p.PresenceSeenAt AS ProductPresenceSeenAt,
       i.Tracked AS HeldTracked, i.DetailsUpdatedAt AS ItemUpdatedAt, i.DetailsSeenAt AS ItemSeenAt, i.DetailsObservedBy AS ItemObservedBy,
       i.IsDeleted AS ItemIsDeleted, i.PresenceSeenAt AS ItemPresenceSeenAt
FROM [$schema$].Sku AS s
LEFT JOIN [$schema$].SkuLive AS v ON v.VariantId = s.VariantId
LEFT JOIN [$schema$].SkuPolicy AS k ON k.VariantId = s.VariantId
LEFT JOIN [$schema$].Product AS p ON p.ProductId = s.ProductId
LEFT JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = s.InventoryItemId
LEFT JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Sku = @sku OR s.VariantId = @variantId
ORDER BY s.IsDeleted, s.VariantId;

-- name: ReadObservations
-- @inventoryItemId bigint, @variantId bigint, @productId bigint, @limit int
SELECT TOP (@limit) o.RecordedAt, o.Source, o.Kind, o.Outcome, o.SeenAt, o.UpdatedAt, o.Value, o.Reason, o.ProductId, o.VariantId,
    o.InventoryItemId, o.LocationId, o.Topic,
       o.WebhookId, o.TriggeredAt, o.ReceivedAt, o.SyncRunId
FROM (SELECT l.Id, l.RecordedAt, l.Source, l.Kind, l.Outcome, l.SeenAt, l.UpdatedAt, l.Value, l.Reason, l.ProductId, l.VariantId,
    l.InventoryItemId, l.LocationId, l.Topic,
             l.WebhookId, l.TriggeredAt, l.ReceivedAt, l.SyncRunId
      FROM [$schema$].ObservationLog AS l
      WHERE l.InventoryItemId = @inventoryItemId
      UNION ALL
      -- What a location's webhook said is of every item with a level there.
      SELECT l.Id, l.RecordedAt, l.Source, l.Kind, l.Outcome, l.SeenAt, l.UpdatedAt, l.Value, l.Reason, l.ProductId, l.VariantId,
          l.InventoryItemId, l.LocationId, l.Topic,
             l.WebhookId, l.TriggeredAt, l.ReceivedAt, l.SyncRunId
      FROM [$schema$].ObservationLog AS l
      WHERE l.InventoryItemId IS NULL
          AND l.LocationId IN (SELECT v.LocationId FROM [$schema$].InventoryLevel AS v WHERE v.InventoryItemId = @inventoryItemId)
      UNION ALL
      SELECT l.Id, l.RecordedAt, l.Source, l.Kind, l.Outcome, l.SeenAt, l.UpdatedAt, l.Value, l.Reason, l.ProductId, l.VariantId,
          l.InventoryItemId, l.LocationId, l.Topic,
             l.WebhookId, l.TriggeredAt, l.ReceivedAt, l.SyncRunId
      FROM [$schema$].ObservationLog AS l
      WHERE l.ProductId = @productId AND l.InventoryItemId IS NULL AND (l.VariantId IS NULL OR l.VariantId = @variantId)
      UNION ALL
      SELECT CAST(0 AS bigint), coalesce(r.EndedAt, r.StartedAt), N'FullSync', d.Kind, N'Applied', coalesce(r.BulkCreatedAt, r.StartedAt),
          d.UpdatedAt,
             CAST(d.Became AS nvarchar(200)), CAST(CONCAT(N'was ', coalesce(LEFT(d.Was, 200), N'unknown')) AS nvarchar(400)), d.ProductId,
             d.VariantId, d.InventoryItemId, d.LocationId,
             CAST(NULL AS nvarchar(100)), CAST(NULL AS nvarchar(200)), CAST(NULL AS bigint), CAST(NULL AS bigint), d.SyncRunId
      FROM [$schema$].SyncDrift AS d
      JOIN [$schema$].SyncRun AS r ON r.Id = d.SyncRunId
      WHERE d.InventoryItemId = @inventoryItemId OR d.VariantId = @variantId OR (d.ProductId = @productId AND d.VariantId IS NULL)) AS o
ORDER BY o.RecordedAt DESC, o.Id DESC;
