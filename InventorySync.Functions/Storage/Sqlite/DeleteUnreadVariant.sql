DELETE FROM UnreadVariant WHERE VariantId = @variantId;
