SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM PendingLookUp
WHERE NotBefore <= @now
ORDER BY NotBefore
LIMIT @limit;
