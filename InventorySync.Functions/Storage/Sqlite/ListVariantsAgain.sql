UPDATE Sku
SET PresenceSeenAt = @presenceSeenAt
WHERE VariantId IN (SELECT value FROM json_each(@variantIds));
