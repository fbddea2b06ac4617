-- What is known of the rows of a run's drift that are to be looked at. A delivery would have told if it was triggered between the change and the read (@readAt), or has the very stamp.
-- Whether a level is connected or a variant exists has no stamp of its own: it changed after the run before had read it, and only a delivery that came later can be told from one that had told in time.
-- @runId bigint, @readAt bigint, @endedAt bigint, @previousReadAt bigint, @now bigint, @limit int
SELECT TOP (@limit) d.Id, d.Kind, d.Was, d.Became, d.UpdatedAt, d.IsInFlight,
       (SELECT l.Available
        FROM [$schema$].InventoryLevel AS l
        WHERE d.Kind = N'connected' AND l.InventoryItemId = d.InventoryItemId AND l.LocationId = d.LocationId) AS LevelAvailable,
       CASE WHEN EXISTS (SELECT 1
                         FROM [$schema$].FailedChange AS f
                         WHERE f.LookUpKind = CASE WHEN d.Kind IN (N'available', N'connected', N'item') THEN 1 ELSE 2 END
                           AND f.LookUpId = CASE WHEN d.Kind IN (N'available', N'connected', N'item') THEN d.InventoryItemId ELSE d.ProductId END
                           AND f.SeenAt <= @readAt
                           AND f.SeenAt >= CASE WHEN d.Kind IN (N'connected', N'variant presence') THEN @previousReadAt ELSE d.UpdatedAt END)
            THEN 1 ELSE 0 END AS HasFailed,
       CASE WHEN d.Kind IN (N'available', N'item')
            THEN (SELECT min(o.RecordedAt)
                  FROM [$schema$].ObservationLog AS o
                  WHERE o.InventoryItemId = d.InventoryItemId
                    AND (o.LocationId = d.LocationId OR (o.LocationId IS NULL AND d.LocationId IS NULL))
                    AND o.Kind = CASE WHEN d.Kind = N'item' THEN N'item' ELSE N'level' END
                    AND o.Source = N'Webhook' AND o.Outcome NOT IN (N'Recorded', N'GivenUp')
                    AND o.UpdatedAt >= d.UpdatedAt AND (o.UpdatedAt = d.UpdatedAt OR o.SeenAt <= @readAt))
            WHEN d.Kind IN (N'product', N'variant')
            THEN (SELECT min(o.RecordedAt)
                  FROM [$schema$].ObservationLog AS o
                  WHERE o.ProductId = d.ProductId AND o.Kind = N'product'
                    AND o.Source = N'Webhook' AND o.Outcome NOT IN (N'Recorded', N'GivenUp')
                    AND o.UpdatedAt >= d.UpdatedAt AND (o.UpdatedAt = d.UpdatedAt OR o.SeenAt <= @readAt))
            WHEN d.Kind = N'connected'
            THEN (SELECT min(o.RecordedAt)
                  FROM [$schema$].ObservationLog AS o
                  WHERE o.InventoryItemId = d.InventoryItemId AND o.LocationId = d.LocationId
                    AND o.Topic = CASE WHEN d.Became = N'1' THEN N'inventory_levels/connect' ELSE N'inventory_levels/disconnect' END
                    AND o.Source = N'Webhook' AND o.Outcome NOT IN (N'Recorded', N'GivenUp')
                    AND o.SeenAt > @previousReadAt AND o.SeenAt <= @readAt AND o.RecordedAt > @endedAt)
            WHEN d.Kind = N'variant presence'
            THEN (SELECT min(o.RecordedAt)
                  FROM [$schema$].ObservationLog AS o
                  WHERE o.ProductId = d.ProductId AND o.Kind = N'product'
                    AND o.Source = N'Webhook' AND o.Outcome NOT IN (N'Recorded', N'GivenUp')
                    AND o.SeenAt > @previousReadAt AND o.SeenAt <= @readAt AND o.RecordedAt > @endedAt)
       END AS HandledAt
FROM [$schema$].SyncDrift AS d
WHERE d.SyncRunId = @runId AND d.LookAgainAt <= @now;
