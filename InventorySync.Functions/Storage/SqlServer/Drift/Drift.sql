-- name: FindRunsToJudge
-- Runs whose drift has rows to look at, and those whose causes nobody has looked for yet: with no drift, too, since their deliveries count.
-- @now bigint, @endedAfter bigint
SELECT r.Id, CASE WHEN r.DriftCauses IS NULL THEN 1 ELSE 0 END AS IsFirst
FROM [$schema$].SyncRun AS r
WHERE r.State = 5 /* SyncState.Succeeded */
  AND ((r.DriftCauses IS NULL AND r.EndedAt > @endedAfter)
       OR EXISTS (SELECT 1 FROM [$schema$].SyncDrift AS d WHERE d.SyncRunId = r.Id AND d.LookAgainAt <= @now))
ORDER BY r.Id;

-- name: ReadRunWindow
-- When a run ended, when its read began, and when that of the one before it had.
-- @runId bigint
SELECT r.EndedAt, r.BulkCreatedAt,
       coalesce((SELECT TOP (1) p.BulkCreatedAt FROM [$schema$].SyncRun AS p WHERE p.State = 5 /* SyncState.Succeeded */
           AND p.Id < r.Id ORDER BY p.Id DESC), 0) AS PreviousReadAt
FROM [$schema$].SyncRun AS r
WHERE r.Id = @runId AND r.State = 5 /* SyncState.Succeeded */;

-- name: ReadRefusals
-- @fromHour bigint, @toHour bigint
SELECT Hour, Topic FROM [$schema$].DeliveryCount WHERE Hour BETWEEN @fromHour AND @toHour AND Outcome = N'Unauthorized';

-- name: ReadSubscriptionGaps
-- @since bigint
SELECT Topic, LostSince, RepairedAt FROM [$schema$].SubscriptionGap WHERE RepairedAt > @since;

-- name: ReadDriftEvidence
-- What is known of the rows of a run's drift that are to be looked at. A delivery would have told if it was triggered between the change
-- and the read (@readAt), or has the very stamp. Whether a level is connected or a variant exists has no stamp of its own: it changed after
-- the run before had read it, and only a delivery that came later can be told from one that had told in time.
-- @runId bigint, @readAt bigint, @endedAt bigint, @previousReadAt bigint, @now bigint, @limit int
-- @connectTopic nvarchar(50), @disconnectTopic nvarchar(50)
SELECT TOP (@limit) d.Id, d.Kind, d.Was, d.Became, d.UpdatedAt, d.IsInFlight,
       (SELECT l.Available
        FROM [$schema$].InventoryLevel AS l
        WHERE d.Kind = N'connected' AND l.InventoryItemId = d.InventoryItemId AND l.LocationId = d.LocationId) AS LevelAvailable,
       CASE WHEN EXISTS (SELECT 1
                         FROM [$schema$].FailedChange AS f
                         WHERE f.LookUpKind = CASE
                             WHEN d.Kind IN (N'available', N'connected', N'item') THEN 1 /* LookUpKind.InventoryItem */
                             ELSE 2 /* LookUpKind.Product */ END
                           AND f.LookUpId = CASE
                               WHEN d.Kind IN (N'available', N'connected', N'item') THEN d.InventoryItemId
                               ELSE d.ProductId END
                           AND f.SeenAt <= @readAt
                           AND f.SeenAt >= CASE
                               WHEN d.Kind IN (N'connected', N'variant presence') THEN @previousReadAt
                               ELSE d.UpdatedAt END)
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
                    AND o.Topic = CASE WHEN d.Became = N'1' THEN @connectTopic ELSE @disconnectTopic END
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

-- name: RecordVerdicts
-- @verdicts nvarchar(max)
SET NOCOUNT ON;
UPDATE d
SET Direction = j.Direction, Topic = j.Topic, Cause = j.Cause, LookAgainAt = j.LookAgainAt
FROM [$schema$].SyncDrift AS d
JOIN OPENJSON(@verdicts) WITH
    (Id bigint '$.id', Direction nvarchar(10) '$.direction', Topic nvarchar(50) '$.topic', Cause nvarchar(20) '$.cause',
     LookAgainAt bigint '$.lookAgainAt') AS j
    ON j.Id = d.Id;

-- name: CountCauses
-- @runId bigint
SELECT Cause, count_big(*) AS Rows
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId AND Cause IS NOT NULL
GROUP BY Cause
ORDER BY count_big(*) DESC, Cause;

-- name: CountDeliveries
-- By topic: deliveries that never came, as far as the drift shows it (rows of one thing are one delivery), and those that came since the
-- run before.
-- @runId bigint, @fromHour bigint, @toHour bigint
WITH Missed AS
(
    SELECT DISTINCT Topic,
           CASE WHEN Kind IN (N'product', N'variant', N'variant presence') THEN ProductId ELSE InventoryItemId END AS Thing,
           CASE WHEN Kind IN (N'available', N'connected') THEN LocationId END AS Place
    FROM [$schema$].SyncDrift
    WHERE SyncRunId = @runId AND Cause = N'NoDelivery'
), Deliveries AS
(
    SELECT Topic, CAST(1 AS bigint) AS Missed, CAST(0 AS bigint) AS Came FROM Missed
    UNION ALL
    SELECT Topic, CAST(0 AS bigint), Deliveries
    FROM [$schema$].DeliveryCount
    WHERE Hour BETWEEN @fromHour AND @toHour AND Outcome IN (N'Queued', N'Rejected') AND Topic <> N'other'
)
SELECT Topic, sum(Missed) AS Missed, sum(Came) AS Came
FROM Deliveries
GROUP BY Topic
ORDER BY Topic;

-- name: WriteTrust
-- @runId bigint, @causes nvarchar(max), @deliveries nvarchar(max)
SET NOCOUNT ON;
UPDATE [$schema$].SyncRun SET DriftCauses = @causes, Deliveries = @deliveries WHERE Id = @runId;

-- name: ReadTrust
-- One run where @runId says so, otherwise those that have succeeded since then and the last one whatever its age, the newest first.
-- @runId bigint, @endedAfter bigint
SELECT r.Id, r.StartedAt, r.EndedAt, coalesce(r.Drift, 0) AS Drift, r.SkusCompared, r.SkusWrong, r.WorstWrongSeconds, r.TotalWrongSeconds,
    r.DriftCauses, r.Deliveries
FROM [$schema$].SyncRun AS r
WHERE r.State = 5 /* SyncState.Succeeded */
    AND (r.Id = @runId
        OR (@runId IS NULL AND (r.EndedAt > @endedAfter
            OR r.Id = (SELECT max(l.Id) FROM [$schema$].SyncRun AS l WHERE l.State = 5 /* SyncState.Succeeded */))))
ORDER BY r.Id DESC;

-- name: ListDrift
-- Rows that full syncs had to repair, with a code to know them by: the variant's, or the first one's of the item or the product.
-- @runId bigint, @sku nvarchar(500), @variantId bigint, @cause nvarchar(20), @limit int
SELECT TOP (@limit) d.SyncRunId, r.EndedAt, d.Kind,
       (SELECT s.Sku
        FROM [$schema$].Sku AS s
        WHERE s.VariantId = coalesce(d.VariantId,
                                     (SELECT min(o.VariantId) FROM [$schema$].Sku AS o WHERE o.InventoryItemId = d.InventoryItemId),
                                     (SELECT min(o.VariantId) FROM [$schema$].Sku AS o WHERE o.ProductId = d.ProductId))) AS Sku,
       d.VariantId, d.ProductId, d.InventoryItemId, d.LocationId, l.Name AS Location, d.Was, d.Became, d.UpdatedAt, d.Direction, d.Cause,
       CASE WHEN d.LookAgainAt IS NULL THEN 1 ELSE 0 END AS IsSettled
FROM [$schema$].SyncDrift AS d
JOIN [$schema$].SyncRun AS r ON r.Id = d.SyncRunId
LEFT JOIN [$schema$].Location AS l ON l.LocationId = d.LocationId
WHERE d.IsInFlight = 0
  AND (@runId IS NULL OR d.SyncRunId = @runId)
  AND (@cause IS NULL OR d.Cause = @cause)
  AND ((@sku IS NULL AND @variantId IS NULL)
       OR EXISTS (SELECT 1
                  FROM [$schema$].Sku AS s
                  WHERE (s.Sku = @sku OR s.VariantId = @variantId)
                    AND (s.VariantId = d.VariantId
                         OR (d.VariantId IS NULL AND s.InventoryItemId = d.InventoryItemId)
                         OR (d.VariantId IS NULL AND d.InventoryItemId IS NULL AND s.ProductId = d.ProductId))))
ORDER BY d.SyncRunId DESC, CASE d.Direction WHEN N'TooHigh' THEN 0 WHEN N'TooLow' THEN 1 ELSE 2 END, d.Cause, d.Id;

-- name: SumUpDrift
-- @endedAfter bigint
SELECT d.SyncRunId, d.Cause, count_big(*) AS Rows,
       sum(CASE WHEN d.Direction = N'TooHigh' THEN 1 ELSE 0 END) AS TooHigh,
       sum(CASE WHEN d.Direction = N'TooLow' THEN 1 ELSE 0 END) AS TooLow,
       max(CASE
           WHEN r.EndedAt > d.UpdatedAt THEN (r.EndedAt - d.UpdatedAt) / 1000000000
           WHEN d.UpdatedAt IS NOT NULL THEN 0 END) AS WorstWrongSeconds,
       sum(CASE WHEN d.LookAgainAt IS NOT NULL THEN 1 ELSE 0 END) AS Unsettled
FROM [$schema$].SyncDrift AS d
JOIN [$schema$].SyncRun AS r ON r.Id = d.SyncRunId
WHERE r.EndedAt > @endedAfter AND d.IsInFlight = 0
GROUP BY d.SyncRunId, d.Cause
ORDER BY d.SyncRunId DESC, count_big(*) DESC;
