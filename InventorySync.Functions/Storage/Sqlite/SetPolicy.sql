INSERT INTO SkuPolicy (VariantId, SafetyStock, Note, SetAt) VALUES (@variantId, @safetyStock, @note, @setAt)
ON CONFLICT (VariantId) DO UPDATE SET SafetyStock = excluded.SafetyStock, Note = excluded.Note, SetAt = excluded.SetAt;
