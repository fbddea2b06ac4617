-- @inventoryItemId bigint, @variantId bigint, @productId bigint, @limit int
SELECT TOP (@limit) o.RecordedAt, o.Source, o.Kind, o.Outcome, o.SeenAt, o.UpdatedAt, o.Value, o.Reason, o.ProductId, o.VariantId, o.InventoryItemId, o.LocationId, o.Topic,
       o.WebhookId, o.TriggeredAt, o.ReceivedAt, o.SyncRunId
FROM (SELECT l.Id, l.RecordedAt, l.Source, l.Kind, l.Outcome, l.SeenAt, l.UpdatedAt, l.Value, l.Reason, l.ProductId, l.VariantId, l.InventoryItemId, l.LocationId, l.Topic,
             l.WebhookId, l.TriggeredAt, l.ReceivedAt, l.SyncRunId
      FROM [$schema$].ObservationLog AS l
      WHERE l.InventoryItemId = @inventoryItemId
      UNION ALL
      -- What a location's webhook said is of every item with a level there.
      SELECT l.Id, l.RecordedAt, l.Source, l.Kind, l.Outcome, l.SeenAt, l.UpdatedAt, l.Value, l.Reason, l.ProductId, l.VariantId, l.InventoryItemId, l.LocationId, l.Topic,
             l.WebhookId, l.TriggeredAt, l.ReceivedAt, l.SyncRunId
      FROM [$schema$].ObservationLog AS l
      WHERE l.InventoryItemId IS NULL AND l.LocationId IN (SELECT v.LocationId FROM [$schema$].InventoryLevel AS v WHERE v.InventoryItemId = @inventoryItemId)
      UNION ALL
      SELECT l.Id, l.RecordedAt, l.Source, l.Kind, l.Outcome, l.SeenAt, l.UpdatedAt, l.Value, l.Reason, l.ProductId, l.VariantId, l.InventoryItemId, l.LocationId, l.Topic,
             l.WebhookId, l.TriggeredAt, l.ReceivedAt, l.SyncRunId
      FROM [$schema$].ObservationLog AS l
      WHERE l.ProductId = @productId AND l.InventoryItemId IS NULL AND (l.VariantId IS NULL OR l.VariantId = @variantId)
      UNION ALL
      SELECT CAST(0 AS bigint), coalesce(r.EndedAt, r.StartedAt), N'FullSync', d.Kind, N'Applied', coalesce(r.BulkCreatedAt, r.StartedAt), d.UpdatedAt,
             CAST(d.Became AS nvarchar(200)), CAST(CONCAT(N'was ', coalesce(LEFT(d.Was, 200), N'unknown')) AS nvarchar(400)), d.ProductId, d.VariantId, d.InventoryItemId, d.LocationId,
             CAST(NULL AS nvarchar(100)), CAST(NULL AS nvarchar(200)), CAST(NULL AS bigint), CAST(NULL AS bigint), d.SyncRunId
      FROM [$schema$].SyncDrift AS d
      JOIN [$schema$].SyncRun AS r ON r.Id = d.SyncRunId
      WHERE d.InventoryItemId = @inventoryItemId OR d.VariantId = @variantId OR (d.ProductId = @productId AND d.VariantId IS NULL)) AS o
ORDER BY o.RecordedAt DESC, o.Id DESC;
