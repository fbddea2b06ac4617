-- SyncState has a name more: SafetyStock (the setting, for whoever only reads the database).

-- How many of a SKU are kept back, where it is not what the setting says.
CREATE TABLE [$schema$].SkuPolicy
(
    VariantId   bigint        NOT NULL CONSTRAINT PK_SkuPolicy PRIMARY KEY,
    SafetyStock int           NOT NULL,
    Note        nvarchar(500) NULL,
    SetAt       bigint        NOT NULL -- our clock
);
GO

-- What applications read. Sellable is Available less what is kept back, and never below 0: it says how many may still be promised, which is added up and shown. Who
-- wants to know how far a SKU is oversold reads Available. NULL where Available is.
-- Made anew, since Babelfish 4 cannot alter a view: rights that were granted on this view alone have to be granted again.
DROP VIEW [$schema$].SkuLive;
GO

CREATE VIEW [$schema$].SkuLive
AS
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductTitle, s.ProductStatus, s.Tracked, s.Available,
       CASE WHEN s.Available IS NULL THEN NULL
            WHEN s.Available <= coalesce(p.SafetyStock, (SELECT CAST(Value AS int) FROM [$schema$].SyncState WHERE Name = N'SafetyStock'), 0) THEN 0
            ELSE s.Available - coalesce(p.SafetyStock, (SELECT CAST(Value AS int) FROM [$schema$].SyncState WHERE Name = N'SafetyStock'), 0)
       END AS Sellable
FROM [$schema$].Sku AS s
LEFT JOIN [$schema$].SkuPolicy AS p ON p.VariantId = s.VariantId
WHERE s.IsDeleted = 0;
GO
