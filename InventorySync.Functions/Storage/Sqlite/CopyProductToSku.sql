UPDATE Sku
SET (ProductTitle, ProductStatus) = (SELECT Title, Status FROM Product WHERE ProductId = @productId)
WHERE ProductId = @productId
  AND EXISTS (SELECT 1 FROM Product AS p WHERE p.ProductId = @productId AND (p.Title <> Sku.ProductTitle OR p.Status <> Sku.ProductStatus));
