SELECT min(VisibleAt) FROM QueueMessage WHERE Queue = $queue AND ExpiresAt > VisibleAt;
