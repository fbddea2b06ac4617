-- @runId bigint, @limit int
SELECT TOP (@limit) Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became, IsInFlight
FROM [$schema$].SyncDrift
WHERE SyncRunId = @runId
ORDER BY IsInFlight, Kind, VariantId, ProductId, InventoryItemId, LocationId;
