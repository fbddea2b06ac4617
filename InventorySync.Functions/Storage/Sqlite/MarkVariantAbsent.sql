UPDATE Sku
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE VariantId = @variantId AND PresenceSeenAt <= @seenAt;
