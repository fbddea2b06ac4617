-- @runId bigint, @seenAt bigint
SET NOCOUNT ON;
-- Details that differ.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'variant', d.VariantId, d.ProductId, d.InventoryItemId,
       CONCAT(N'[', [$schema$].JsonText(d.HeldSku), N',', [$schema$].JsonText(d.HeldBarcode), N',', [$schema$].JsonText(d.HeldTitle), N',"',
              [$schema$].PriceText(d.HeldPrice), N'"]'),
       CONCAT(N'[', [$schema$].JsonText(d.Sku), N',', [$schema$].JsonText(d.Barcode), N',', [$schema$].JsonText(d.VariantTitle), N',"',
              [$schema$].PriceText(d.Price), N'"]'),
       d.VariantUpdatedAt, CASE WHEN d.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM
(
    SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price, r.VariantUpdatedAt,
           s.Sku AS HeldSku, s.Barcode AS HeldBarcode, s.Title AS HeldTitle, s.Price AS HeldPrice,
           s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy,
           [$schema$].CompareVariants(
               r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
               s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) AS Sign
    FROM [$schema$].DownloadedVariant AS r
    JOIN [$schema$].Sku AS s ON s.VariantId = r.VariantId
) AS d
WHERE d.Sign <> 0
  AND [$schema$].DecideObservation(d.DetailsUpdatedAt, d.DetailsSeenAt, d.DetailsObservedBy, d.VariantUpdatedAt, @seenAt, 1, d.Sign) IN (0, 3);

-- Variants that were not there, and that no newer list of the product's variants has left out.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'variant presence', r.VariantId, r.ProductId, r.InventoryItemId, N'0', N'1', r.VariantUpdatedAt,
       CASE WHEN r.VariantUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedVariant AS r
LEFT JOIN [$schema$].Sku AS s ON s.VariantId = r.VariantId
LEFT JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
LEFT JOIN [$schema$].UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE (s.VariantId IS NULL AND (u.VariantId IS NOT NULL OR coalesce(p.VariantsSeenAt, 0) <= @seenAt))
   OR (s.IsDeleted = 1 AND s.PresenceSeenAt < @seenAt);

-- Variants that are not there any more.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, N'variant presence', s.VariantId, s.ProductId, s.InventoryItemId, N'1', N'0', 0
FROM [$schema$].Sku AS s
WHERE s.IsDeleted = 0 AND s.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedVariant AS r WHERE r.VariantId = s.VariantId);
