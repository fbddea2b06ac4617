-- The download read everything: it answers what asked for a read later than it saw, and every product whose variants are all known now.
DELETE FROM PendingLookUp
WHERE Kind = 2
  AND (SeenAfter < @seenAt
       OR (Reason = 0
           AND EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.ProductId = Id)
           AND NOT EXISTS (SELECT 1 FROM UnreadVariant AS u WHERE u.ProductId = Id)));
