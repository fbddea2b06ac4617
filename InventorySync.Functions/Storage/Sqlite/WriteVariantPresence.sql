UPDATE Sku SET IsDeleted = @isDeleted, PresenceSeenAt = @presenceSeenAt WHERE VariantId = @variantId;
