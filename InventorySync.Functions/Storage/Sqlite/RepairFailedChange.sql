UPDATE FailedChange
SET RepairState = 1
WHERE RepairState = 0 AND LookUpKind = @kind AND LookUpId = @id AND SeenAt < @seenAt;
