-- A need that a read was too early for: trying earlier than the margin after it is no use, unless it only has to be found.
UPDATE PendingLookUp
SET NotBefore = max(NotBefore, SeenAfter + @waitNanoseconds)
WHERE Kind = @kind AND Id = @id AND Reason > 1;
