-- An availability that was not the sum of its levels, before anything of this run: somebody else wrote it, or this app has a fault.
INSERT INTO SyncDrift (SyncRunId, Kind, VariantId, ProductId, InventoryItemId, Was, Became, IsInFlight)
SELECT @runId, 'sum', s.VariantId, s.ProductId, s.InventoryItemId, s.Available, a.Available, 0
FROM Sku AS s
JOIN ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE s.Available IS NOT a.Available;
