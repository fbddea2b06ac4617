SELECT min(InsertedAt) FROM QueueMessage WHERE Queue = $queue AND VisibleAt <= $now AND ExpiresAt > $now;
