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

-- name: RetryFailedChange
-- Opens it again, and asks for its repair: the look-up, due at once however often it has failed, or an early full sync.
-- @id nvarchar(200), @now bigint, @waitNanoseconds bigint, @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

DECLARE @kind tinyint, @lookUpId bigint, @seenAt bigint;
SELECT @kind = LookUpKind, @lookUpId = LookUpId, @seenAt = SeenAt FROM [$schema$].FailedChange WHERE Id = @id;
IF @seenAt IS NOT NULL
BEGIN
    UPDATE [$schema$].FailedChange SET RepairState = 0 /* RepairState.Open */ WHERE Id = @id;
    DECLARE @notBefore bigint = @seenAt + @waitNanoseconds;
    IF @lookUpId IS NULL
        EXEC [$schema$].AskEarlySync N'Rejected', @now, @seenAt, @notBefore;
    ELSE
    BEGIN
        EXEC [$schema$].AskLookUp @kind, @lookUpId, 7 /* LookUpReason.Rejected */, @now, @seenAt, @now, 0, @windowNanoseconds, @maxLookUps,
            @patienceNanoseconds;
        UPDATE [$schema$].PendingLookUp SET NotBefore = @now WHERE Kind = @kind AND Id = @lookUpId;
    END;
END;

SELECT CASE WHEN @seenAt IS NULL THEN 0 ELSE 1 END AS IsFound;
COMMIT TRANSACTION;

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
