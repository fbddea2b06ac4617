-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE p
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1
FROM [$schema$].Product AS p
JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
CROSS APPLY (SELECT [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status) AS Sign) AS c
WHERE (c.Sign <> 0 OR p.DetailsUpdatedAt IS NULL OR r.ProductUpdatedAt <> p.DetailsUpdatedAt)
  AND [$schema$].DecideObservation(p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt, 1, c.Sign) IN (0, 3);

-- Absence is an observation as well.
UPDATE p
SET IsDeleted = 1, PresenceSeenAt = @seenAt
FROM [$schema$].Product AS p
WHERE p.PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedProduct AS r WHERE r.ProductId = p.ProductId);

-- All others were read.
UPDATE [$schema$].Product
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN 1 ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE p
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1
FROM [$schema$].Product AS p
WHERE [$schema$].Later(p.DetailsSeenAt, p.DetailsUpdatedAt) < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedProduct AS r WHERE r.ProductId = p.ProductId);

-- The download lists every variant of every product.
UPDATE [$schema$].Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO [$schema$].Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt, [$schema$].Later(@seenAt, r.ProductUpdatedAt), 1, 0, @seenAt, @seenAt
FROM [$schema$].DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].Product AS p WHERE p.ProductId = r.ProductId);
