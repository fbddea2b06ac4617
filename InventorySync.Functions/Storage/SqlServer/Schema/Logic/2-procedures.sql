-- The order of locks, which every transaction keeps, so that no two wait for each other (docs/decisions/0006):
--   InventorySync:apply              shared; exclusive for the last transaction of a full sync, and where the locations in force change
--   InventorySync:product:<id>       exclusive, ids ascending: the product's row and the registers of its variants
--   InventorySync:item:<id>          exclusive, ids ascending: the item's row, its levels, and what its variants copy from them
--   InventorySync:needs              exclusive: PendingLookUp, FailedChange, SyncState and the tables of one row beside it
-- They are a transaction's own, and go with it. Under READ_COMMITTED_SNAPSHOT every statement after a lock sees what its last holder
-- committed.
CREATE OR ALTER PROCEDURE [$schema$].TakeLock @resource nvarchar(255), @mode nvarchar(32)
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @result int;
    EXEC @result = sp_getapplock @Resource = @resource, @LockMode = @mode, @LockOwner = N'Transaction', @LockTimeout = -1;
    IF @result < 0
    BEGIN
        DECLARE @message nvarchar(2000) = CONCAT(N'The lock ', @resource, N' was not granted (', @result, N').');
        THROW 51205, @message, 1;
    END;
END;
GO

CREATE OR ALTER PROCEDURE [$schema$].TakeProductLock @id bigint
AS
BEGIN
    DECLARE @resource nvarchar(255) = CONCAT(N'InventorySync:product:', @id);
    EXEC [$schema$].TakeLock @resource, N'Exclusive';
END;
GO

CREATE OR ALTER PROCEDURE [$schema$].TakeItemLock @id bigint
AS
BEGIN
    DECLARE @resource nvarchar(255) = CONCAT(N'InventorySync:item:', @id);
    EXEC [$schema$].TakeLock @resource, N'Exclusive';
END;
GO

-- Joins what is asked already, as EarlySync.Join says: a flood stays one and becomes one; otherwise the first asking, and the later of what
-- must be seen. Under InventorySync:needs.
CREATE OR ALTER PROCEDURE [$schema$].AskEarlySync @reason nvarchar(20), @now bigint, @seenAfter bigint, @notBefore bigint
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE [$schema$].EarlySync
    SET AskedAt = CASE WHEN Reason = N'Flood' OR @reason <> N'Flood' THEN AskedAt ELSE @now END,
        Reason = CASE WHEN Reason = N'Flood' OR @reason <> N'Flood' THEN Reason ELSE @reason END,
        SeenAfter = CASE WHEN SeenAfter > @seenAfter THEN SeenAfter ELSE @seenAfter END;
    IF @@ROWCOUNT = 0
        INSERT INTO [$schema$].EarlySync (Id, Reason, AskedAt, SeenAfter, NotBefore) VALUES (1, @reason, @now, @seenAfter, @notBefore);
END;
GO

-- Writes a need that only a read can meet. Needs of one thing coalesce: the first asking, the later times, and the reason that is harder to
-- answer. isCounted: a webhook's need that is worth trying at once, unless there is a flood of them; what a flood is, LookUpWindow.cs says.
CREATE OR ALTER PROCEDURE [$schema$].AskLookUp
    @kind tinyint, @id bigint, @reason tinyint, @now bigint, @seenAfter bigint, @notBefore bigint, @isCounted bit,
    @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
AS
BEGIN
    SET NOCOUNT ON;
    EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

    IF @isCounted = 1 AND NOT EXISTS (SELECT 1 FROM [$schema$].PendingLookUp WHERE Kind = @kind AND Id = @id)
    BEGIN
        DECLARE @patientUntil bigint = (SELECT AskedAt + @patienceNanoseconds FROM [$schema$].EarlySync WHERE Reason = N'Flood');
        IF @patientUntil IS NULL OR @now >= @patientUntil
        BEGIN
            DECLARE @since bigint = (SELECT Since FROM [$schema$].LookUpWindow);
            DECLARE @asked int = (SELECT Asked + 1 FROM [$schema$].LookUpWindow);
            IF @since IS NULL OR @now >= @since + @windowNanoseconds
            BEGIN
                SET @since = @now;
                SET @asked = 1;
            END;

            IF @asked <= @maxLookUps
            BEGIN
                UPDATE [$schema$].LookUpWindow SET Since = @since, Asked = @asked;
                IF @@ROWCOUNT = 0 INSERT INTO [$schema$].LookUpWindow (Id, Since, Asked) VALUES (1, @since, @asked);
            END
            ELSE
            BEGIN
                DELETE FROM [$schema$].LookUpWindow;
                EXEC [$schema$].AskEarlySync N'Flood', @now, 0, @now;
                SET @patientUntil = (SELECT AskedAt + @patienceNanoseconds FROM [$schema$].EarlySync WHERE Reason = N'Flood');
            END;
        END;

        IF @patientUntil > @now SET @notBefore = @patientUntil;
    END;

    UPDATE [$schema$].PendingLookUp
    SET Reason = CASE WHEN Reason < @reason THEN @reason ELSE Reason END,
        SeenAfter = CASE WHEN SeenAfter < @seenAfter THEN @seenAfter ELSE SeenAfter END,
        NotBefore = CASE WHEN NotBefore < @notBefore THEN @notBefore ELSE NotBefore END
    WHERE Kind = @kind AND Id = @id;

    IF @@ROWCOUNT = 0
        INSERT INTO [$schema$].PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries)
        VALUES (@kind, @id, @reason, @now, @seenAfter, @notBefore, 0);
END;
GO

-- What a read does to the need that asked for it, and to what could not be read about the same: what nobody knew (reasons 0 and 1) is known
-- as soon as it is found. Under InventorySync:needs.
CREATE OR ALTER PROCEDURE [$schema$].AnswerLookUp @kind tinyint, @id bigint, @seenAt bigint, @isFound bit
AS
BEGIN
    SET NOCOUNT ON;
    DELETE FROM [$schema$].PendingLookUp
    WHERE Kind = @kind AND Id = @id AND (SeenAfter < @seenAt OR (Reason <= 1 /* LookUpReason.UnknownItem */ AND @isFound = 1));

    UPDATE [$schema$].FailedChange
    SET RepairState = 1 /* RepairState.Repaired */
    WHERE RepairState = 0 /* RepairState.Open */ AND LookUpKind = @kind AND LookUpId = @id AND SeenAt < @seenAt;
END;
GO

-- A need that a read was too early for: trying earlier than the margin after it is no use, unless it only has to be found.
CREATE OR ALTER PROCEDURE [$schema$].WaitForMargin @kind tinyint, @id bigint, @waitNanoseconds bigint
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE [$schema$].PendingLookUp
    SET NotBefore = SeenAfter + @waitNanoseconds
    WHERE Kind = @kind AND Id = @id AND Reason > 1 /* LookUpReason.UnknownItem */ AND NotBefore < SeenAfter + @waitNanoseconds;
END;
GO

-- Every write of a run is refused once another instance holds its lease, or the run has ended. The row stays locked until the transaction
-- ends, so that nobody takes the run over in the middle of it.
CREATE OR ALTER PROCEDURE [$schema$].FenceRun @runId bigint, @owner nvarchar(200)
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE [$schema$].SyncRun SET Owner = @owner WHERE Id = @runId AND Owner = @owner AND State < 5 /* SyncState.Succeeded */;
    IF @@ROWCOUNT = 0 THROW 51210, N'The run is leased to another instance, or has ended.', 1;
END;
GO
