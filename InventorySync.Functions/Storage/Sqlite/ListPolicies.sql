SELECT p.VariantId, p.SafetyStock, p.Note, p.SetAt, s.VariantId, s.Sku, s.ProductTitle, s.Title, s.Available, s.Sellable
FROM SkuPolicy AS p
LEFT JOIN SkuLive AS s ON s.VariantId = p.VariantId
ORDER BY p.VariantId;
