UPDATE QueueMessage
SET VisibleAt = $until, Receipt = Receipt + 1
WHERE Queue = $queue AND Id = $id AND Receipt = $receipt
RETURNING Receipt;
