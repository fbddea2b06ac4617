UPDATE Product
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt, DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1
FROM DownloadedProduct AS r
WHERE r.ProductId = Product.ProductId
  AND (Product.DetailsSeenAt IS NULL
       OR Product.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > Product.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = Product.DetailsUpdatedAt AND Product.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, Product.Title, Product.Status) < 0));

-- Absence is an observation as well.
UPDATE Product
SET IsDeleted = NOT EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId), PresenceSeenAt = @seenAt
WHERE PresenceSeenAt < @seenAt
   OR (PresenceSeenAt = @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId));

-- The download lists every variant of every product.
UPDATE Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt, max(@seenAt, ProductUpdatedAt), 1, 0, @seenAt, @seenAt
FROM DownloadedProduct
WHERE true
ON CONFLICT (ProductId) DO NOTHING;
