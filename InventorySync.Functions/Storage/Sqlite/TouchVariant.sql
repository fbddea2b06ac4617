-- Versions alone: of a message that says nothing new, so that an older one that comes later still loses.
UPDATE Sku
SET DetailsUpdatedAt = @updatedAt, DetailsSeenAt = @seenAt, DetailsObservedBy = @observedBy, PresenceSeenAt = @presenceSeenAt
WHERE VariantId = @variantId;
