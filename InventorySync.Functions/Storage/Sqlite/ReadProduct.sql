SELECT Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt
FROM Product
WHERE ProductId = @productId;
