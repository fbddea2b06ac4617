SELECT VariantId, PresenceSeenAt FROM UnreadVariant WHERE ProductId = @productId;
