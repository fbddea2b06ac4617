-- The download read everything: it answers what asked for a read later than it saw, and every item that is known now.
-- @seenAt bigint
DELETE FROM [$schema$].PendingLookUp
WHERE Kind = 1
  AND (SeenAfter < @seenAt
       OR (Reason = 1 AND EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = PendingLookUp.Id)));
