SELECT Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became, IsInFlight
FROM SyncDrift
WHERE SyncRunId = @runId
ORDER BY IsInFlight, Kind, VariantId, ProductId, InventoryItemId, LocationId
LIMIT @limit;
