-- name: FindSkus
SELECT VariantId, Sku, ProductTitle, Title, Available, Sellable
FROM SkuLive
WHERE Sku = @sku OR VariantId = @variantId
ORDER BY VariantId
LIMIT @limit;

-- name: ListPolicies
SELECT p.VariantId, p.SafetyStock, p.Note, p.SetAt, s.VariantId AS LiveVariantId, s.Sku, s.ProductTitle, s.Title, s.Available, s.Sellable
FROM SkuPolicy AS p
LEFT JOIN SkuLive AS s ON s.VariantId = p.VariantId
ORDER BY p.VariantId;

-- name: SetPolicy
INSERT INTO SkuPolicy (VariantId, SafetyStock, Note, SetAt) VALUES (@variantId, @safetyStock, @note, @setAt)
ON CONFLICT (VariantId) DO UPDATE SET SafetyStock = excluded.SafetyStock, Note = excluded.Note, SetAt = excluded.SetAt;

-- name: RemovePolicy
DELETE FROM SkuPolicy WHERE VariantId = @variantId;
