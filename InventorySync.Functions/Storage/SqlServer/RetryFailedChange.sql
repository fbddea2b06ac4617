-- Opens it again, and asks for its repair: the look-up, due at once however often it has failed, or an early full sync.
-- @id nvarchar(200), @now bigint, @waitNanoseconds bigint, @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

DECLARE @kind tinyint, @lookUpId bigint, @seenAt bigint;
SELECT @kind = LookUpKind, @lookUpId = LookUpId, @seenAt = SeenAt FROM [$schema$].FailedChange WHERE Id = @id;
IF @seenAt IS NOT NULL
BEGIN
    UPDATE [$schema$].FailedChange SET RepairState = 0 WHERE Id = @id;
    DECLARE @notBefore bigint = @seenAt + @waitNanoseconds;
    IF @lookUpId IS NULL
        EXEC [$schema$].AskEarlySync N'Rejected', @now, @seenAt, @notBefore;
    ELSE
    BEGIN
        EXEC [$schema$].AskLookUp @kind, @lookUpId, 7, @now, @seenAt, @now, 0, @windowNanoseconds, @maxLookUps, @patienceNanoseconds;
        UPDATE [$schema$].PendingLookUp SET NotBefore = @now WHERE Kind = @kind AND Id = @lookUpId;
    END;
END;

SELECT CASE WHEN @seenAt IS NULL THEN 0 ELSE 1 END AS IsFound;
COMMIT TRANSACTION;
