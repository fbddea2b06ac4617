-- What is needed of the Admin API: look-ups, and the early full sync that many of them become.

-- name: LockNeeds
-- Last in the order of locks (docs/decisions/0006): what is loaded and written after it is `needs`.
SET NOCOUNT, XACT_ABORT ON;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

-- name: LoadLookUps
-- @lookUps nvarchar(max)
SELECT p.Kind, p.Id, p.Reason, p.AskedAt, p.SeenAfter, p.NotBefore, p.Tries
FROM OPENJSON(@lookUps) WITH (Kind tinyint '$.kind', Id bigint '$.id') AS j
JOIN [$schema$].PendingLookUp AS p ON p.Kind = j.Kind AND p.Id = j.Id;

-- name: LoadEarlySync
SELECT Reason, AskedAt, SeenAfter, NotBefore FROM [$schema$].EarlySync;

-- name: LoadLookUpWindow
SELECT Since, Asked FROM [$schema$].LookUpWindow;

-- name: UpdateLookUps
-- @updatedLookUps nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE p
SET Reason = j.Reason,
    AskedAt = j.AskedAt,
    SeenAfter = j.SeenAfter,
    NotBefore = j.NotBefore,
    Tries = j.Tries
FROM OPENJSON(@updatedLookUps)
     WITH (Kind tinyint '$.kind', Id bigint '$.id', Reason tinyint '$.reason', AskedAt bigint '$.askedAt', SeenAfter bigint '$.seenAfter',
           NotBefore bigint '$.notBefore', Tries int '$.tries') AS j
JOIN [$schema$].PendingLookUp AS p ON p.Kind = j.Kind AND p.Id = j.Id
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: InsertLookUps
-- @newLookUps nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].PendingLookUp
    (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
SELECT j.Kind, j.Id, j.Reason, j.AskedAt, j.SeenAfter, j.NotBefore, j.Tries
FROM OPENJSON(@newLookUps)
     WITH (Kind tinyint '$.kind', Id bigint '$.id', Reason tinyint '$.reason', AskedAt bigint '$.askedAt', SeenAfter bigint '$.seenAfter',
           NotBefore bigint '$.notBefore', Tries int '$.tries') AS j
OPTION (MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: DeleteLookUps
-- @answeredLookUps nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
DELETE p
FROM OPENJSON(@answeredLookUps)
     WITH (Kind tinyint '$.kind', Id bigint '$.id') AS j
JOIN [$schema$].PendingLookUp AS p ON p.Kind = j.Kind AND p.Id = j.Id
OPTION (FORCE ORDER, LOOP JOIN, MAXDOP 1);
SELECT @@ROWCOUNT AS RowsWritten;

-- name: RepairAnswered
-- What could not be read or applied is repaired by a read that saw later.
-- @answers nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
UPDATE f
SET RepairState = 1 /* RepairState.Repaired */
FROM OPENJSON(@answers) WITH (Kind tinyint '$.kind', Id bigint '$.id', SeenAt bigint '$.seenAt') AS j
JOIN [$schema$].FailedChange AS f ON f.LookUpKind = j.Kind AND f.LookUpId = j.Id
WHERE f.RepairState = 0 /* RepairState.Open */ AND f.SeenAt < j.SeenAt;
SELECT @@ROWCOUNT AS RowsWritten;

-- name: WriteEarlySync
-- @earlySync nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
DELETE FROM [$schema$].EarlySync;
INSERT INTO [$schema$].EarlySync
    (Id, Reason, AskedAt, SeenAfter, NotBefore)
SELECT 1, j.Reason, j.AskedAt, j.SeenAfter, j.NotBefore
FROM OPENJSON(@earlySync)
     WITH (Reason nvarchar(20) '$.reason', AskedAt bigint '$.askedAt', SeenAfter bigint '$.seenAfter', NotBefore bigint '$.notBefore') AS j;
SELECT @@ROWCOUNT AS RowsWritten;

-- name: WriteLookUpWindow
-- The window that is counted now, or none.
-- @window nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
DELETE FROM [$schema$].LookUpWindow;
INSERT INTO [$schema$].LookUpWindow
    (Id, Since, Asked)
SELECT 1, j.Since, j.Asked
FROM OPENJSON(@window)
     WITH (Since bigint '$.since', Asked int '$.asked') AS j;
SELECT @@ROWCOUNT AS RowsWritten;

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
