SELECT p.VariantId, p.SafetyStock, p.Note, p.SetAt, s.VariantId AS LiveVariantId, s.Sku, s.ProductTitle, s.Title, s.Available, s.Sellable
FROM [$schema$].SkuPolicy AS p
LEFT JOIN [$schema$].SkuLive AS s ON s.VariantId = p.VariantId
ORDER BY p.VariantId;
