DELETE FROM QueueMessage WHERE ExpiresAt <= $now;
