-- @id nvarchar(200), @kind nvarchar(50), @receivedBefore bigint, @receivedAfter bigint, @openOnly bit, @limit int
SELECT TOP (@limit) Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM [$schema$].FailedChange
WHERE (@id IS NULL OR Id = @id)
  AND (@kind IS NULL OR Kind = @kind)
  AND (@receivedBefore IS NULL OR ReceivedAt < @receivedBefore)
  AND (@receivedAfter IS NULL OR ReceivedAt > @receivedAfter)
  AND (@openOnly = 0 OR RepairState = 0)
ORDER BY ReceivedAt, Id;
