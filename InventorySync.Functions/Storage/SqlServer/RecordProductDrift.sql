-- @runId bigint, @seenAt bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'product', r.ProductId, p.Status + N' ' + p.Title, r.ProductStatus + N' ' + r.ProductTitle, r.ProductUpdatedAt,
       CASE WHEN r.ProductUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedProduct AS r
JOIN [$schema$].Product AS p ON p.ProductId = r.ProductId
WHERE [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status) <> 0
  AND [$schema$].DecideObservation(
          p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt, 1,
          [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status)) IN (0, 3);
