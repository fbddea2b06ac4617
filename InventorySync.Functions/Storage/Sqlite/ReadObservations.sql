SELECT o.RecordedAt, o.Source, o.Kind, o.Outcome, o.SeenAt, o.UpdatedAt, o.Value, o.Reason, o.ProductId, o.VariantId, o.InventoryItemId, o.LocationId, o.Topic, o.WebhookId,
       o.TriggeredAt, o.ReceivedAt, o.SyncRunId
FROM (SELECT l.*
      FROM ObservationLog AS l
      WHERE l.InventoryItemId = @inventoryItemId
      UNION ALL
      -- What a location's webhook said is of every item with a level there.
      SELECT l.*
      FROM ObservationLog AS l
      WHERE l.InventoryItemId IS NULL AND l.LocationId IN (SELECT v.LocationId FROM InventoryLevel AS v WHERE v.InventoryItemId = @inventoryItemId)
      UNION ALL
      SELECT l.*
      FROM ObservationLog AS l
      WHERE l.ProductId = @productId AND l.InventoryItemId IS NULL AND (l.VariantId IS NULL OR l.VariantId = @variantId)
      UNION ALL
      SELECT d.rowid, coalesce(r.EndedAt, r.StartedAt), 'FullSync', d.Kind, NULL, NULL, d.ProductId, d.VariantId, d.InventoryItemId, d.LocationId, substr(d.Became, 1, 200), d.UpdatedAt,
             coalesce(r.BulkCreatedAt, r.StartedAt), NULL, NULL, 'Applied', 'was ' || coalesce(substr(d.Was, 1, 200), 'unknown'), d.SyncRunId
      FROM SyncDrift AS d
      JOIN SyncRun AS r ON r.Id = d.SyncRunId
      WHERE d.InventoryItemId = @inventoryItemId OR d.VariantId = @variantId OR (d.ProductId = @productId AND d.VariantId IS NULL)) AS o
ORDER BY o.RecordedAt DESC, o.Id DESC
LIMIT @limit;
