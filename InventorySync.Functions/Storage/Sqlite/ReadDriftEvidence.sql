-- What is known of the rows of a run's drift that are to be looked at. A delivery would have told if it was triggered between the change and the read (@readAt), or has the very stamp.
-- Whether a level is connected or a variant exists has no stamp of its own: it changed after the run before had read it, and only a delivery that came later can be told from one that had told in time.
SELECT d.rowid, d.Kind, d.Was, d.Became, d.UpdatedAt, d.IsInFlight,
       (SELECT l.Available
        FROM InventoryLevel AS l
        WHERE d.Kind = 'connected' AND l.InventoryItemId = d.InventoryItemId AND l.LocationId = d.LocationId) AS LevelAvailable,
       CASE WHEN EXISTS (SELECT 1
                         FROM FailedChange AS f
                         WHERE f.LookUpKind = CASE WHEN d.Kind IN ('available', 'connected', 'item') THEN 1 ELSE 2 END
                           AND f.LookUpId = CASE WHEN d.Kind IN ('available', 'connected', 'item') THEN d.InventoryItemId ELSE d.ProductId END
                           AND f.SeenAt <= @readAt
                           AND f.SeenAt >= CASE WHEN d.Kind IN ('connected', 'variant presence') THEN @previousReadAt ELSE d.UpdatedAt END)
            THEN 1 ELSE 0 END AS HasFailed,
       CASE WHEN d.Kind IN ('available', 'item')
            THEN (SELECT min(o.RecordedAt)
                  FROM ObservationLog AS o
                  WHERE o.InventoryItemId = d.InventoryItemId
                    AND (o.LocationId = d.LocationId OR (o.LocationId IS NULL AND d.LocationId IS NULL))
                    AND o.Kind = CASE WHEN d.Kind = 'item' THEN 'item' ELSE 'level' END
                    AND o.Source = 'Webhook' AND o.Outcome NOT IN ('Recorded', 'GivenUp')
                    AND o.UpdatedAt >= d.UpdatedAt AND (o.UpdatedAt = d.UpdatedAt OR o.SeenAt <= @readAt))
            WHEN d.Kind IN ('product', 'variant')
            THEN (SELECT min(o.RecordedAt)
                  FROM ObservationLog AS o
                  WHERE o.ProductId = d.ProductId AND o.Kind = 'product'
                    AND o.Source = 'Webhook' AND o.Outcome NOT IN ('Recorded', 'GivenUp')
                    AND o.UpdatedAt >= d.UpdatedAt AND (o.UpdatedAt = d.UpdatedAt OR o.SeenAt <= @readAt))
            WHEN d.Kind = 'connected'
            THEN (SELECT min(o.RecordedAt)
                  FROM ObservationLog AS o
                  WHERE o.InventoryItemId = d.InventoryItemId AND o.LocationId = d.LocationId
                    AND o.Topic = CASE WHEN d.Became = '1' THEN 'inventory_levels/connect' ELSE 'inventory_levels/disconnect' END
                    AND o.Source = 'Webhook' AND o.Outcome NOT IN ('Recorded', 'GivenUp')
                    AND o.SeenAt > @previousReadAt AND o.SeenAt <= @readAt AND o.RecordedAt > @endedAt)
            WHEN d.Kind = 'variant presence'
            THEN (SELECT min(o.RecordedAt)
                  FROM ObservationLog AS o
                  WHERE o.ProductId = d.ProductId AND o.Kind = 'product'
                    AND o.Source = 'Webhook' AND o.Outcome NOT IN ('Recorded', 'GivenUp')
                    AND o.SeenAt > @previousReadAt AND o.SeenAt <= @readAt AND o.RecordedAt > @endedAt)
       END AS HandledAt
FROM SyncDrift AS d
WHERE d.SyncRunId = @runId AND d.LookAgainAt <= @now
LIMIT @limit;
