-- An availability that was not the sum of its levels, before anything of this run: somebody else wrote it, or this app has a fault.
-- @runId bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, N'sum', s.VariantId, s.ProductId, s.InventoryItemId, CAST(s.Available AS nvarchar(20)), CAST(a.Available AS nvarchar(20)), 0
FROM [$schema$].Sku AS s
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);
