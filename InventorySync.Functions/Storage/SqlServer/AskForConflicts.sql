-- The same version with another value, values of one second, or another presence in the same second: only a later read can tell (reason 2). A product is
-- read with any of its items. Items with fewer levels than Shopify says they have may be read at once (reason 3).
-- @seenAt bigint, @now bigint, @waitNanoseconds bigint
SET NOCOUNT ON;
DECLARE @need TABLE (InventoryItemId bigint NOT NULL, Reason tinyint NOT NULL, NotBefore bigint NOT NULL, PRIMARY KEY (InventoryItemId, Reason));

INSERT INTO @need (InventoryItemId, Reason, NotBefore)
SELECT c.InventoryItemId, 2, @seenAt + @waitNanoseconds
FROM
(
    SELECT l.InventoryItemId
    FROM [$schema$].InventoryLevel AS l
    JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    WHERE [$schema$].DecideObservation(
              l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1, [$schema$].CompareNumbers(r.Available, l.Available)) IN (3, 4)
       OR (l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 0)
    UNION
    SELECT l.InventoryItemId
    FROM [$schema$].InventoryLevel AS l
    WHERE l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 1
      AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
      AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1)
    UNION
    SELECT i.InventoryItemId
    FROM [$schema$].InventoryItem AS i
    LEFT JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
    WHERE [$schema$].DecideObservation(
              i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt, 1, [$schema$].CompareNumbers(r.Tracked, i.Tracked)) IN (3, 4)
       OR (i.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND i.IsDeleted = CASE WHEN r.InventoryItemId IS NOT NULL THEN 1 ELSE 0 END)
    UNION
    SELECT coalesce(r.InventoryItemId, s.InventoryItemId)
    FROM [$schema$].Sku AS s
    LEFT JOIN [$schema$].DownloadedVariant AS r ON r.VariantId = s.VariantId
    WHERE [$schema$].DecideObservation(
              s.DetailsUpdatedAt, s.DetailsSeenAt, s.DetailsObservedBy, r.VariantUpdatedAt, @seenAt, 1,
              [$schema$].CompareVariants(
                  r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                  s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId)) IN (3, 4)
       OR (s.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND s.IsDeleted = CASE WHEN r.VariantId IS NOT NULL THEN 1 ELSE 0 END)
    UNION
    SELECT (SELECT min(v.InventoryItemId) FROM [$schema$].Sku AS v WHERE v.ProductId = p.ProductId)
    FROM [$schema$].Product AS p
    LEFT JOIN [$schema$].DownloadedProduct AS r ON r.ProductId = p.ProductId
    WHERE [$schema$].DecideObservation(
              p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, r.ProductUpdatedAt, @seenAt, 1,
              [$schema$].CompareProducts(r.ProductTitle, r.ProductStatus, p.Title, p.Status)) IN (3, 4)
       OR (p.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND p.IsDeleted = CASE WHEN r.ProductId IS NOT NULL THEN 1 ELSE 0 END)
) AS c
WHERE c.InventoryItemId IS NOT NULL;

-- No source says whether locationsCount counts inactive levels too. If it does, this is no sign of a download that was cut off, and every run would ask for
-- thousands of items: so 300 at most, as many as are looked up one by one at all, and first those of which a level that is held as connected did not come.
INSERT INTO @need (InventoryItemId, Reason, NotBefore)
SELECT TOP (300) c.InventoryItemId, 3, @now
FROM [$schema$].DownloadedItem AS c
WHERE c.IsCutOff = 1
ORDER BY
    CASE WHEN EXISTS
    (
        SELECT 1
        FROM [$schema$].InventoryLevel AS l
        WHERE l.InventoryItemId = c.InventoryItemId AND l.IsConnected = 1
          AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
    ) THEN 0 ELSE 1 END,
    c.InventoryItemId;

UPDATE p
SET Reason = CASE WHEN p.Reason < n.Reason THEN n.Reason ELSE p.Reason END,
    SeenAfter = CASE WHEN p.SeenAfter < @seenAt THEN @seenAt ELSE p.SeenAfter END,
    NotBefore = CASE WHEN p.NotBefore < n.NotBefore THEN n.NotBefore ELSE p.NotBefore END
FROM [$schema$].PendingLookUp AS p
JOIN (SELECT InventoryItemId, max(Reason) AS Reason, max(NotBefore) AS NotBefore FROM @need GROUP BY InventoryItemId) AS n ON n.InventoryItemId = p.Id
WHERE p.Kind = 1;

INSERT INTO [$schema$].PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1, n.InventoryItemId, max(n.Reason), @now, @seenAt, max(n.NotBefore), 0
FROM @need AS n
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].PendingLookUp AS p WHERE p.Kind = 1 AND p.Id = n.InventoryItemId)
GROUP BY n.InventoryItemId;

SELECT count_big(*) AS LookUpsAsked FROM @need;
