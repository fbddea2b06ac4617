DELETE FROM QueueMessage WHERE Queue = $queue AND Id = $id AND Receipt = $receipt;
