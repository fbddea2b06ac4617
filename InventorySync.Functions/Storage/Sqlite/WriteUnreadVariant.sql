INSERT INTO UnreadVariant (VariantId, ProductId, PresenceSeenAt)
VALUES (@variantId, @productId, @presenceSeenAt)
ON CONFLICT (VariantId) DO UPDATE SET PresenceSeenAt = excluded.PresenceSeenAt;
