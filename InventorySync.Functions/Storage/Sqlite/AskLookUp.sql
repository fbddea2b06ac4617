-- Needs of one thing coalesce: the first asking, the later times, and the reason that is harder to answer (see LookUpReason).
INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
VALUES (@kind, @id, @reason, @askedAt, @seenAfter, @notBefore, 0)
ON CONFLICT (Kind, Id) DO UPDATE
SET Reason = max(Reason, excluded.Reason),
    SeenAfter = max(SeenAfter, excluded.SeenAfter),
    NotBefore = max(NotBefore, excluded.NotBefore)
RETURNING Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries;
