-- What differs; see ReplaceSkus.
UPDATE Product
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt, DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1
FROM DownloadedProduct AS r
WHERE r.ProductId = Product.ProductId
  AND (r.ProductUpdatedAt IS NOT Product.DetailsUpdatedAt OR r.ProductTitle IS NOT Product.Title OR r.ProductStatus IS NOT Product.Status)
  AND (Product.DetailsSeenAt IS NULL
       OR Product.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > Product.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = Product.DetailsUpdatedAt AND Product.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, Product.Title, Product.Status) < 0));

-- Absence is an observation as well.
UPDATE Product
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId);

-- All others were read.
UPDATE Product
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Product
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId);

-- The download lists every variant of every product.
UPDATE Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt, max(@seenAt, r.ProductUpdatedAt), 1, 0, @seenAt, @seenAt
FROM DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM Product AS p WHERE p.ProductId = r.ProductId);
