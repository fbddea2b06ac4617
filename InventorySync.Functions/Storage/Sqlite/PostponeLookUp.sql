UPDATE PendingLookUp
SET NotBefore = max(NotBefore, @notBefore), Tries = Tries + 1
WHERE Kind = @kind AND Id = @id;
UPDATE FailedChange
SET Tries = Tries + 1
WHERE RepairState = 0 AND LookUpKind = @kind AND LookUpId = @id;
