DELETE FROM RawInventoryLevelsFromShopify;

-- Variants that share an item give its levels twice, read at different instants: the newer one, and of two of one second the smaller.
INSERT INTO RawInventoryLevelsFromShopify (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM StagedInventoryLevel
WHERE true
ON CONFLICT (InventoryItemId, LocationId) DO UPDATE
SET Available = excluded.Available,
    OnHand = excluded.OnHand,
    Committed = excluded.Committed,
    Incoming = excluded.Incoming,
    UpdatedAt = excluded.UpdatedAt
WHERE (excluded.UpdatedAt, -excluded.Available) > (UpdatedAt, -Available);
