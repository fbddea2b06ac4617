-- @runId bigint, @variants bigint, @now bigint
-- How right the tables were before this run: of the rows that should not have differed, the variants whose availability or presence readers saw wrong, and how long rows had been wrong.
WITH Touched AS
(
    SELECT s.VariantId
    FROM [$schema$].SyncDrift AS d
    JOIN [$schema$].Sku AS s ON s.VariantId = d.VariantId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0
    UNION
    SELECT s.VariantId
    FROM [$schema$].SyncDrift AS d
    JOIN [$schema$].Sku AS s ON s.InventoryItemId = d.InventoryItemId
    WHERE d.SyncRunId = @runId AND d.IsInFlight = 0 AND d.VariantId IS NULL
)
SELECT @variants
       + (SELECT count_big(*) FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0 AND Kind = N'variant presence' AND Became = N'0') AS SkusCompared,
       (SELECT count_big(*)
        FROM Touched AS t
        JOIN [$schema$].Sku AS s ON s.VariantId = t.VariantId
        LEFT JOIN [$schema$].SkuBefore AS b ON b.VariantId = t.VariantId
        WHERE (s.IsDeleted = 0 AND b.VariantId IS NULL)
           OR (s.IsDeleted = 1 AND b.VariantId IS NOT NULL)
           OR (s.IsDeleted = 0 AND EXISTS (SELECT b.Available EXCEPT SELECT s.Available))) AS SkusWrong,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE max(CASE WHEN @now > UpdatedAt THEN (@now - UpdatedAt) / 1000000000 WHEN UpdatedAt IS NOT NULL THEN 0 END) END
        FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS WorstWrongSeconds,
       (SELECT CASE count(*) WHEN 0 THEN 0 ELSE sum(CASE WHEN @now > UpdatedAt THEN (@now - UpdatedAt) / 1000000000 WHEN UpdatedAt IS NOT NULL THEN 0 END) END
        FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS TotalWrongSeconds;
