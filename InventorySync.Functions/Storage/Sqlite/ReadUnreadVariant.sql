SELECT PresenceSeenAt FROM UnreadVariant WHERE VariantId = @variantId;
