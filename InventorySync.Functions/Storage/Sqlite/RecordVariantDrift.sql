-- Details that differ.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'variant', r.VariantId, r.ProductId, r.InventoryItemId,
       json_array(s.Sku, s.Barcode, s.Title, s.Price), json_array(r.Sku, r.Barcode, r.VariantTitle, r.Price), r.VariantUpdatedAt, r.VariantUpdatedAt > @seenAt
FROM RawSkusFromShopify AS r
JOIN Sku AS s ON s.VariantId = r.VariantId
WHERE (s.Sku IS NOT r.Sku OR s.Barcode IS NOT r.Barcode OR s.Title <> r.VariantTitle OR s.Price <> r.Price
       OR s.ProductId <> r.ProductId OR s.InventoryItemId <> r.InventoryItemId)
  -- A price may come with other digits.
  AND compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                       s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) <> 0
  AND (s.DetailsSeenAt < @seenAt
       OR r.VariantUpdatedAt > s.DetailsUpdatedAt
       OR (r.VariantUpdatedAt = s.DetailsUpdatedAt AND s.DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt)
           AND compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                                s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) < 0));

-- Variants that were not there, and that no newer list of the product's variants has left out.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'variant presence', r.VariantId, r.ProductId, r.InventoryItemId, 0, 1, r.VariantUpdatedAt, r.VariantUpdatedAt > @seenAt
FROM RawSkusFromShopify AS r
LEFT JOIN Sku AS s ON s.VariantId = r.VariantId
LEFT JOIN Product AS p ON p.ProductId = r.ProductId
LEFT JOIN UnreadVariant AS u ON u.VariantId = r.VariantId
WHERE (s.VariantId IS NULL AND (u.VariantId IS NOT NULL OR coalesce(p.VariantsSeenAt, 0) <= @seenAt))
   OR (s.IsDeleted = 1 AND s.PresenceSeenAt < @seenAt);

-- Variants that are not there any more.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, 'variant presence', s.VariantId, s.ProductId, s.InventoryItemId, 1, 0, 0
FROM Sku AS s
WHERE s.IsDeleted = 0 AND s.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = s.VariantId);
