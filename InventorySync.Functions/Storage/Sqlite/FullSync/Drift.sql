-- name: RecordSumDrift
-- An availability that was not the sum of its levels, before anything of this run: somebody else wrote it, or this app has a fault.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, 'sum', s.VariantId, s.ProductId, s.InventoryItemId, s.Available, a.Available, 0
FROM Sku AS s
JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Available IS NOT a.Available;

-- name: CountDrift
SELECT count(*) FILTER (WHERE IsInFlight = 0) AS Drift, count(*) FILTER (WHERE IsInFlight = 1) AS InFlight
FROM SyncDrift
WHERE SyncRunId = @runId;

-- name: MeasureDrift
-- How right the tables were before this run: of the rows that should not have differed, the variants whose availability or presence readers
-- saw wrong, and how long rows had been wrong.
WITH Touched AS
(
    SELECT s.VariantId
    FROM SyncDrift AS d
    JOIN Sku AS s ON s.VariantId = d.VariantId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0
    UNION
    SELECT s.VariantId
    FROM SyncDrift AS d
    JOIN Sku AS s ON s.InventoryItemId = d.InventoryItemId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0 AND d.VariantId IS NULL
)
SELECT @variants
       + (SELECT count(*)
           FROM SyncDrift
           WHERE SyncRunId = @runId AND IsInFlight = 0 AND Kind = 'variant presence' AND Became = '0') AS SkusCompared,
       (SELECT count(*)
        FROM Touched AS t
        JOIN Sku AS s ON s.VariantId = t.VariantId
        LEFT JOIN SkuBefore AS b ON b.VariantId = t.VariantId
        WHERE (s.IsDeleted = 0 AND b.VariantId IS NULL)
           OR (s.IsDeleted = 1 AND b.VariantId IS NOT NULL)
           OR (s.IsDeleted = 0 AND b.Available IS NOT s.Available)) AS SkusWrong,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE max(max(@now - UpdatedAt, 0) / 1000000000) END FROM SyncDrift WHERE SyncRunId = @runId
           AND IsInFlight = 0) AS WorstWrongSeconds,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE sum(max(@now - UpdatedAt, 0) / 1000000000) END FROM SyncDrift WHERE SyncRunId = @runId
           AND IsInFlight = 0) AS TotalWrongSeconds;

-- name: ReadDrift
SELECT Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became, IsInFlight
FROM SyncDrift
WHERE SyncRunId = @runId
ORDER BY IsInFlight, Kind, VariantId, ProductId, InventoryItemId, LocationId
LIMIT @limit;
