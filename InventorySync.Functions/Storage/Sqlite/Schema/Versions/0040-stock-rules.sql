-- SyncState has a name more: SafetyStock (the setting, for whoever only reads the database).

-- How many of a SKU are kept back, where it is not what the setting says.
CREATE TABLE SkuPolicy
(
    VariantId   INTEGER NOT NULL CONSTRAINT PK_SkuPolicy PRIMARY KEY,
    SafetyStock INTEGER NOT NULL,
    Note        TEXT    NULL,
    SetAt       INTEGER NOT NULL -- our clock
) STRICT;

-- What applications read. Sellable is Available less what is kept back, and never below 0: it says how many may still be promised, which is added up and shown. Who
-- wants to know how far a SKU is oversold reads Available. NULL where Available is.
DROP VIEW SkuLive;
CREATE VIEW SkuLive AS
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductTitle, s.ProductStatus, s.Tracked, s.Available,
       CASE WHEN s.Available IS NULL THEN NULL
            WHEN s.Available <= coalesce(p.SafetyStock, (SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'SafetyStock'), 0) THEN 0
            ELSE s.Available - coalesce(p.SafetyStock, (SELECT CAST(Value AS INTEGER) FROM SyncState WHERE Name = 'SafetyStock'), 0)
       END AS Sellable
FROM Sku AS s
LEFT JOIN SkuPolicy AS p ON p.VariantId = s.VariantId
WHERE s.IsDeleted = 0;
