INSERT INTO Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt)
VALUES (@productId, @title, @status, @updatedAt, @seenAt, @observedBy, @isDeleted, @presenceSeenAt, @variantsSeenAt)
ON CONFLICT (ProductId) DO UPDATE
SET Title = excluded.Title,
    Status = excluded.Status,
    DetailsUpdatedAt = excluded.DetailsUpdatedAt,
    DetailsSeenAt = excluded.DetailsSeenAt,
    DetailsObservedBy = excluded.DetailsObservedBy,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt,
    VariantsSeenAt = excluded.VariantsSeenAt;
