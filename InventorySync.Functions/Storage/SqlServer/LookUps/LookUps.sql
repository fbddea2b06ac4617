-- name: ReadDueLookUps
-- @now bigint, @limit int
SELECT TOP (@limit) Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE NotBefore <= @now
ORDER BY NotBefore;

-- name: PostponeLookUp
-- @kind tinyint, @id bigint, @notBefore bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
UPDATE [$schema$].PendingLookUp
SET NotBefore = CASE WHEN NotBefore < @notBefore THEN @notBefore ELSE NotBefore END, Tries = Tries + 1
WHERE Kind = @kind AND Id = @id;
UPDATE [$schema$].FailedChange SET Tries = Tries + 1 WHERE RepairState = 0 /* RepairState.Open */ AND LookUpKind = @kind AND LookUpId = @id;
COMMIT TRANSACTION;
