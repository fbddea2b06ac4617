-- By topic: deliveries that never came, as far as the drift shows it (rows of one thing are one delivery), and those that came since the run before.
WITH Missed AS
(
    SELECT DISTINCT Topic,
           CASE WHEN Topic LIKE 'products/%' THEN ProductId ELSE InventoryItemId END AS Thing,
           CASE WHEN Topic LIKE 'inventory_levels/%' THEN LocationId END AS Place
    FROM SyncDrift
    WHERE SyncRunId = @runId AND Cause = 'NoDelivery'
), Deliveries AS
(
    SELECT Topic, 1 AS Missed, 0 AS Came FROM Missed
    UNION ALL
    SELECT Topic, 0, Deliveries FROM DeliveryCount WHERE Hour BETWEEN @fromHour AND @toHour AND Outcome IN ('Queued', 'Rejected') AND Topic <> 'other'
)
SELECT Topic, sum(Missed) AS Missed, sum(Came) AS Came
FROM Deliveries
GROUP BY Topic
ORDER BY Topic;
