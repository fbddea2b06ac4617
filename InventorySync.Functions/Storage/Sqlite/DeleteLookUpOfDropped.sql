-- Only what nothing but failed changes has asked for (reason 7), and none that is open still.
DELETE FROM PendingLookUp
WHERE Reason = 7
  AND EXISTS (SELECT 1 FROM FailedChange AS d WHERE d.Id = @id AND d.LookUpKind = PendingLookUp.Kind AND d.LookUpId = PendingLookUp.Id)
  AND NOT EXISTS (SELECT 1 FROM FailedChange AS f WHERE f.RepairState = 0 AND f.LookUpKind = PendingLookUp.Kind AND f.LookUpId = PendingLookUp.Id);
