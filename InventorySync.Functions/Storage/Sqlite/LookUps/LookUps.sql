-- name: AskLookUp
-- Needs of one thing coalesce: the first asking, the later times, and the reason that is harder to answer (see LookUpReason).
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
VALUES (@kind, @id, @reason, @askedAt, @seenAfter, @notBefore, 0)
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore)
RETURNING Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries;

-- name: AnswerLookUp
-- A read answers a need if it saw later than the need asks for; what nobody knew (reasons 0 and 1) is known as soon as it is found.
DELETE FROM PendingLookUp
WHERE Kind = @kind AND Id = @id AND (SeenAfter < @seenAt OR (Reason <= 1 /* LookUpReason.UnknownItem */ AND @isFound = 1));

-- name: ReadLookUp
SELECT Id FROM PendingLookUp WHERE Kind = @kind AND Id = @id;

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

-- name: WaitForMargin
-- A need that a read was too early for: trying earlier than the margin after it is no use, unless it only has to be found.
UPDATE PendingLookUp
SET NotBefore = max(NotBefore, SeenAfter + @waitNanoseconds)
WHERE Kind = @kind AND Id = @id AND Reason > 1 /* LookUpReason.UnknownItem */;

-- name: RepairFailedChange
UPDATE FailedChange
SET RepairState = 1 /* RepairState.Repaired */
WHERE RepairState = 0 /* RepairState.Open */ AND LookUpKind = @kind AND LookUpId = @id AND SeenAt < @seenAt;
