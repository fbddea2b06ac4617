-- name: ReadDueLookUps
SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM PendingLookUp
WHERE NotBefore <= @now
ORDER BY NotBefore
LIMIT @limit;

-- name: PostponeLookUp
UPDATE PendingLookUp
SET NotBefore = max(NotBefore, @notBefore), Tries = Tries + 1
WHERE Kind = @kind AND Id = @id;
UPDATE FailedChange
SET Tries = Tries + 1
WHERE RepairState = 0 /* RepairState.Open */ AND LookUpKind = @kind AND LookUpId = @id;
