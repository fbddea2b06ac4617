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
