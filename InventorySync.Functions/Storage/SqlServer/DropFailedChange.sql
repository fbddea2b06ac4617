-- @id nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

DECLARE @dropped int;
UPDATE [$schema$].FailedChange SET RepairState = 2 WHERE Id = @id AND RepairState = 0;
SET @dropped = @@ROWCOUNT;

-- Only what nothing but failed changes has asked for (reason 7), and none that is open still.
IF @dropped > 0
    DELETE FROM [$schema$].PendingLookUp
    WHERE Reason = 7
      AND EXISTS (SELECT 1 FROM [$schema$].FailedChange AS d WHERE d.Id = @id AND d.LookUpKind = PendingLookUp.Kind AND d.LookUpId = PendingLookUp.Id)
      AND NOT EXISTS (SELECT 1 FROM [$schema$].FailedChange AS f WHERE f.RepairState = 0 AND f.LookUpKind = PendingLookUp.Kind AND f.LookUpId = PendingLookUp.Id);

SELECT CASE WHEN @dropped > 0 THEN 1 ELSE 0 END AS IsDropped;
COMMIT TRANSACTION;
