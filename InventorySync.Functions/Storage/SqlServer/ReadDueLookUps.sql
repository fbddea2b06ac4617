-- @now bigint, @limit int
SELECT TOP (@limit) Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE NotBefore <= @now
ORDER BY NotBefore;
