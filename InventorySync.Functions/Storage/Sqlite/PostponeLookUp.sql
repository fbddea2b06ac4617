UPDATE PendingLookUp
SET NotBefore = max(NotBefore, @notBefore), Tries = Tries + 1
WHERE Kind = @kind AND Id = @id;
