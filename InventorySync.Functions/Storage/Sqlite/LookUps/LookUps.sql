-- What is needed of the Admin API: look-ups, and the early full sync that many of them become.

-- name: LoadLookUps
SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM PendingLookUp
WHERE (Kind, Id) IN (SELECT value ->> 'kind', value ->> 'id' FROM json_each(@lookUps));

-- name: LoadEarlySync
SELECT Reason, AskedAt, SeenAfter, NotBefore FROM EarlySync;

-- name: LoadLookUpWindow
SELECT Since, Asked FROM LookUpWindow;

-- name: UpdateLookUps
UPDATE PendingLookUp
SET Reason = j.value ->> 'reason',
    AskedAt = j.value ->> 'askedAt',
    SeenAfter = j.value ->> 'seenAfter',
    NotBefore = j.value ->> 'notBefore',
    Tries = j.value ->> 'tries'
FROM json_each(@updatedLookUps) AS j
WHERE PendingLookUp.Kind = j.value ->> 'kind'
  AND PendingLookUp.Id = j.value ->> 'id';
SELECT changes() AS RowsWritten;

-- name: InsertLookUps
INSERT INTO PendingLookUp
    (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT j.value ->> 'kind', j.value ->> 'id', j.value ->> 'reason', j.value ->> 'askedAt', j.value ->> 'seenAfter',
       j.value ->> 'notBefore', j.value ->> 'tries'
FROM json_each(@newLookUps) AS j;
SELECT changes() AS RowsWritten;

-- name: DeleteLookUps
DELETE FROM PendingLookUp
WHERE (Kind, Id) IN (SELECT j.value ->> 'kind', j.value ->> 'id' FROM json_each(@answeredLookUps) AS j);
SELECT changes() AS RowsWritten;

-- name: RepairAnswered
-- What could not be read or applied is repaired by a read that saw later.
UPDATE FailedChange
SET RepairState = 1 /* RepairState.Repaired */
FROM json_each(@answers) AS j
WHERE RepairState = 0 /* RepairState.Open */ AND LookUpKind = j.value ->> 'kind' AND LookUpId = j.value ->> 'id'
  AND SeenAt < j.value ->> 'seenAt';
SELECT changes() AS RowsWritten;

-- name: WriteEarlySync
DELETE FROM EarlySync;
INSERT INTO EarlySync (Id, Reason, AskedAt, SeenAfter, NotBefore)
SELECT 1, j.value ->> 'reason', j.value ->> 'askedAt', j.value ->> 'seenAfter', j.value ->> 'notBefore'
FROM json_each(@earlySync) AS j;
SELECT changes() AS RowsWritten;

-- name: WriteLookUpWindow
-- The window that is counted now, or none.
DELETE FROM LookUpWindow;
INSERT INTO LookUpWindow (Id, Since, Asked)
SELECT 1, j.value ->> 'since', j.value ->> 'asked'
FROM json_each(@window) AS j;
SELECT changes() AS RowsWritten;

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
