-- name: RecordSumDrift
-- An availability that was not the sum of its levels, before anything of this run: somebody else wrote it, or this app has a fault.
-- @runId bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, N'sum', s.VariantId, s.ProductId, s.InventoryItemId, CAST(s.Available AS nvarchar(20)), CAST(a.Available AS nvarchar(20)), 0
FROM [$schema$].Sku AS s
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);

-- name: CountDrift
-- @runId bigint
SELECT coalesce(sum(CASE WHEN IsInFlight = 0 THEN CAST(1 AS bigint) ELSE 0 END), 0) AS Drift,
       coalesce(sum(CASE WHEN IsInFlight = 1 THEN CAST(1 AS bigint) ELSE 0 END), 0) AS InFlight
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId;

-- name: MeasureDrift
-- @runId bigint, @variants bigint, @now bigint
-- How right the tables were before this run: of the rows that should not have differed, the variants whose availability or presence readers
-- saw wrong, and how long rows had been wrong.
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
       + (SELECT count_big(*)
           FROM [$schema$].SyncDrift
           WHERE SyncRunId = @runId AND IsInFlight = 0 AND Kind = N'variant presence' AND Became = N'0') AS SkusCompared,
       (SELECT count_big(*)
        FROM Touched AS t
        JOIN [$schema$].Sku AS s ON s.VariantId = t.VariantId
        LEFT JOIN [$schema$].SkuBefore AS b ON b.VariantId = t.VariantId
        WHERE (s.IsDeleted = 0 AND b.VariantId IS NULL)
           OR (s.IsDeleted = 1 AND b.VariantId IS NOT NULL)
           OR (s.IsDeleted = 0 AND EXISTS (SELECT b.Available EXCEPT SELECT s.Available))) AS SkusWrong,
       (SELECT CASE count(*)
           WHEN 0 THEN 0
           ELSE max(CASE WHEN @now > UpdatedAt THEN (@now - UpdatedAt) / 1000000000 WHEN UpdatedAt IS NOT NULL THEN 0 END) END
        FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS WorstWrongSeconds,
       (SELECT CASE count(*)
           WHEN 0 THEN 0
           ELSE sum(CASE WHEN @now > UpdatedAt THEN (@now - UpdatedAt) / 1000000000 WHEN UpdatedAt IS NOT NULL THEN 0 END) END
        FROM [$schema$].SyncDrift WHERE SyncRunId = @runId AND IsInFlight = 0) AS TotalWrongSeconds;

-- name: ReadDrift
-- @runId bigint, @limit int
SELECT TOP (@limit) Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became, IsInFlight
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId
ORDER BY IsInFlight, Kind, VariantId, ProductId, InventoryItemId, LocationId;
