INSERT INTO SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'product', r.ProductId, p.Status || ' ' || p.Title, r.ProductStatus || ' ' || r.ProductTitle, r.ProductUpdatedAt, r.ProductUpdatedAt > @seenAt
FROM DownloadedProduct AS r
JOIN Product AS p ON p.ProductId = r.ProductId
WHERE (p.Title IS NOT r.ProductTitle OR p.Status IS NOT r.ProductStatus)
  AND (p.DetailsSeenAt IS NULL
       OR p.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > p.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = p.DetailsUpdatedAt AND p.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, p.Title, p.Status) < 0));
