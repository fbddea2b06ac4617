-- name: ListFailedChanges
SELECT Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM FailedChange
WHERE (@id IS NULL OR Id = @id)
  AND (@kind IS NULL OR Kind = @kind)
  AND (@receivedBefore IS NULL OR ReceivedAt < @receivedBefore)
  AND (@receivedAfter IS NULL OR ReceivedAt > @receivedAfter)
  AND (@openOnly = 0 OR RepairState = 0 /* RepairState.Open */)
ORDER BY ReceivedAt, Id
LIMIT @limit;

-- name: OpenFailedChange
UPDATE FailedChange SET RepairState = 0 /* RepairState.Open */ WHERE Id = @id;

-- name: DropFailedChange
UPDATE FailedChange SET RepairState = 2 /* RepairState.Dropped */ WHERE Id = @id AND RepairState = 0 /* RepairState.Open */;

-- name: DeleteLookUpOfDropped
-- Only what nothing but failed changes has asked for (reason 7), and none that is open still.
DELETE FROM PendingLookUp
WHERE Reason = 7 /* LookUpReason.Rejected */
  AND EXISTS (SELECT 1 FROM FailedChange AS d WHERE d.Id = @id AND d.LookUpKind = PendingLookUp.Kind AND d.LookUpId = PendingLookUp.Id)
  AND NOT EXISTS (SELECT 1
      FROM FailedChange AS f
      WHERE f.RepairState = 0 /* RepairState.Open */ AND f.LookUpKind = PendingLookUp.Kind AND f.LookUpId = PendingLookUp.Id);
