-- The same version with another value, values of one second, or another presence in the same second: only a later read can tell. A product is read with any
-- of its items.
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT 1, c.InventoryItemId, 2, @now, @seenAt, @notBefore, 0
FROM
(
    SELECT l.InventoryItemId
    FROM InventoryLevel AS l
    JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
    WHERE (l.Available IS NOT r.Available AND l.AvailableUpdatedAt = r.UpdatedAt AND l.AvailableSeenAt >= @seenAt AND (l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) OR l.AvailableSeenAt < r.UpdatedAt + 1000000000))
       OR (l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 0)
    UNION
    SELECT l.InventoryItemId
    FROM InventoryLevel AS l
    WHERE l.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND l.IsConnected = 1
      AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
      AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId)
    UNION
    SELECT i.InventoryItemId
    FROM InventoryItem AS i
    LEFT JOIN DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
    WHERE (i.Tracked <> r.Tracked AND i.DetailsUpdatedAt = r.ItemUpdatedAt AND i.DetailsSeenAt >= @seenAt AND (i.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) OR i.DetailsSeenAt < r.ItemUpdatedAt + 1000000000))
       OR (i.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND i.IsDeleted = (r.InventoryItemId IS NOT NULL))
    UNION
    SELECT coalesce(r.InventoryItemId, s.InventoryItemId)
    FROM Sku AS s
    LEFT JOIN RawSkusFromShopify AS r ON r.VariantId = s.VariantId
    WHERE CASE WHEN s.DetailsUpdatedAt = r.VariantUpdatedAt AND s.DetailsSeenAt >= @seenAt AND (s.DetailsSeenAt = max(@seenAt, r.VariantUpdatedAt) OR s.DetailsSeenAt < r.VariantUpdatedAt + 1000000000)
               THEN compare_variants(r.Sku, r.Barcode, r.VariantTitle, r.Price, r.ProductId, r.InventoryItemId,
                                     s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) <> 0
          END
       OR (s.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND s.IsDeleted = (r.VariantId IS NOT NULL))
    UNION
    SELECT (SELECT min(v.InventoryItemId) FROM Sku AS v WHERE v.ProductId = p.ProductId)
    FROM Product AS p
    LEFT JOIN DownloadedProduct AS r ON r.ProductId = p.ProductId
    WHERE CASE WHEN p.DetailsUpdatedAt = r.ProductUpdatedAt AND p.DetailsSeenAt >= @seenAt AND (p.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt) OR p.DetailsSeenAt < r.ProductUpdatedAt + 1000000000)
               THEN compare_products(r.ProductTitle, r.ProductStatus, p.Title, p.Status) <> 0
          END
       OR (p.PresenceSeenAt / 1000000000 = @seenAt / 1000000000 AND p.IsDeleted = (r.ProductId IS NOT NULL))
) AS c
WHERE c.InventoryItemId IS NOT NULL
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore);
