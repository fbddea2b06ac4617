-- name: ListFailedChanges
-- @id nvarchar(200), @kind nvarchar(50), @receivedBefore bigint, @receivedAfter bigint, @openOnly bit, @limit int
SELECT TOP (@limit) Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM [$schema$].FailedChange
WHERE (@id IS NULL OR Id = @id)
  AND (@kind IS NULL OR Kind = @kind)
  AND (@receivedBefore IS NULL OR ReceivedAt < @receivedBefore)
  AND (@receivedAfter IS NULL OR ReceivedAt > @receivedAfter)
  AND (@openOnly = 0 OR RepairState = 0 /* RepairState.Open */)
ORDER BY ReceivedAt, Id;

-- name: OpenFailedChange
-- Under InventorySync:needs.
-- @id nvarchar(200)
UPDATE [$schema$].FailedChange SET RepairState = 0 /* RepairState.Open */ WHERE Id = @id;

-- name: DropFailedChange
-- @id nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

DECLARE @dropped int;
UPDATE [$schema$].FailedChange SET RepairState = 2 /* RepairState.Dropped */ WHERE Id = @id AND RepairState = 0 /* RepairState.Open */;
SET @dropped = @@ROWCOUNT;

-- Only what nothing but failed changes has asked for (reason 7), and none that is open still.
IF @dropped > 0
    DELETE FROM [$schema$].PendingLookUp
    WHERE Reason = 7 /* LookUpReason.Rejected */
      AND EXISTS (SELECT 1
          FROM [$schema$].FailedChange AS d
          WHERE d.Id = @id AND d.LookUpKind = PendingLookUp.Kind AND d.LookUpId = PendingLookUp.Id)
      AND NOT EXISTS (SELECT 1
          FROM [$schema$].FailedChange AS f
          WHERE f.RepairState = 0 /* RepairState.Open */ AND f.LookUpKind = PendingLookUp.Kind AND f.LookUpId = PendingLookUp.Id);

SELECT CASE WHEN @dropped > 0 THEN 1 ELSE 0 END AS IsDropped;
COMMIT TRANSACTION;
