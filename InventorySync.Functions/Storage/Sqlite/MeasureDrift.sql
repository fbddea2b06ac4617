-- How right the tables were before this run: of the rows that should not have differed, the variants whose availability or presence readers saw wrong, and how long rows had been wrong.
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
       + (SELECT count(*) FROM SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0 AND Kind = 'variant presence' AND Became = '0') AS SkusCompared,
       (SELECT count(*)
        FROM Touched AS t
        JOIN Sku AS s ON s.VariantId = t.VariantId
        LEFT JOIN SkuBefore AS b ON b.VariantId = t.VariantId
        WHERE (s.IsDeleted = 0 AND b.VariantId IS NULL)
           OR (s.IsDeleted = 1 AND b.VariantId IS NOT NULL)
           OR (s.IsDeleted = 0 AND b.Available IS NOT s.Available)) AS SkusWrong,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE max(max(@now - UpdatedAt, 0) / 1000000000) END FROM SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS WorstWrongSeconds,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE sum(max(@now - UpdatedAt, 0) / 1000000000) END FROM SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS TotalWrongSeconds;
