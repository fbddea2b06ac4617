DELETE FROM FailedChange
WHERE rowid IN (SELECT rowid FROM FailedChange WHERE RepairState <> 0 AND ReceivedAt < @receivedBefore LIMIT @limit);
