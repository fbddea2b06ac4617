SELECT COUNT(*) FROM QueueMessage WHERE Queue = $queue AND ExpiresAt > $now;
