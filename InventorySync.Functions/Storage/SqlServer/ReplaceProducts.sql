-- @seenAt bigint
SET NOCOUNT ON;
UPDATE p
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1
FROM [$schema$].Product AS p
JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
WHERE [$schema$].DecideObservation(
          p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt, 1,
          [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status)) IN (0, 3);

-- Absence is an observation as well.
UPDATE p
SET IsDeleted = CASE WHEN r.ProductId IS NULL THEN 1 ELSE 0 END, PresenceSeenAt = @seenAt
FROM [$schema$].Product AS p
LEFT JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
WHERE p.PresenceSeenAt < @seenAt OR (p.PresenceSeenAt = @seenAt AND r.ProductId IS NULL);

-- The download lists every variant of every product.
UPDATE [$schema$].Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO [$schema$].Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt, [$schema$].Later(@seenAt, r.ProductUpdatedAt), 1, 0, @seenAt, @seenAt
FROM [$schema$].DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Product AS p WHERE p.ProductId = r.ProductId);
