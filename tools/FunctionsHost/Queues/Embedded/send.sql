INSERT INTO QueueMessage (Queue, Body, InsertedAt, ExpiresAt, VisibleAt)
VALUES ($queue, $body, $now, $expires, $now);
