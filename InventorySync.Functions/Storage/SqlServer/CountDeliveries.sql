-- By topic: deliveries that never came, as far as the drift shows it (rows of one thing are one delivery), and those that came since the run before.
-- @runId bigint, @fromHour bigint, @toHour bigint
WITH Missed AS
(
    SELECT DISTINCT Topic,
           CASE WHEN Topic LIKE N'products/%' THEN ProductId ELSE InventoryItemId END AS Thing,
           CASE WHEN Topic LIKE N'inventory_levels/%' THEN LocationId END AS Place
    FROM [$schema$].SyncDrift
    WHERE SyncRunId = @runId AND Cause = N'NoDelivery'
), Deliveries AS
(
    SELECT Topic, CAST(1 AS bigint) AS Missed, CAST(0 AS bigint) AS Came FROM Missed
    UNION ALL
    SELECT Topic, CAST(0 AS bigint), Deliveries FROM [$schema$].DeliveryCount WHERE Hour BETWEEN @fromHour AND @toHour AND Outcome IN (N'Queued', N'Rejected') AND Topic <> N'other'
)
SELECT Topic, sum(Missed) AS Missed, sum(Came) AS Came
FROM Deliveries
GROUP BY Topic
ORDER BY Topic;
