UPDATE QueueMessage
SET VisibleAt = $until, DequeueCount = DequeueCount + 1, Receipt = Receipt + 1
WHERE Id IN (
    SELECT Id FROM QueueMessage
    WHERE Queue = $queue AND VisibleAt <= $now AND ExpiresAt > $now
    ORDER BY VisibleAt, Id
    LIMIT $max)
RETURNING Id, Receipt, Body, DequeueCount, InsertedAt, ExpiresAt;
