-- The download read everything.
UPDATE FailedChange
SET RepairState = 1
WHERE RepairState = 0 AND SeenAt < @seenAt;
