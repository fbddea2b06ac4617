-- name: WriteFailedChange
-- Recorded once, with what repairs it: the look-up, or where its id is not known an early full sync. Answers whether it is new, and the
-- look-up.
-- @id nvarchar(200), @kind nvarchar(50), @topic nvarchar(200), @reason nvarchar(max), @headersJson nvarchar(max), @bodyLength bigint,
-- @bodySha256 nvarchar(64)
-- @bodyHead varbinary(max), @receivedAt bigint, @seenAt bigint, @lookUpKind tinyint, @lookUpId bigint, @notBefore bigint
-- @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

-- Where it is there already, its repair was asked for as well.
DECLARE @isNew bit = CASE WHEN EXISTS (SELECT 1 FROM [$schema$].FailedChange WHERE Id = @id) THEN 0 ELSE 1 END;
IF @isNew = 1
BEGIN
    INSERT INTO [$schema$].FailedChange
        (Id, Kind, Topic, Reason, HeadersJson, BodyLength, BodySha256, BodyHead, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries,
         RepairState)
    VALUES
        (@id, @kind, @topic, @reason, @headersJson, @bodyLength, @bodySha256, @bodyHead, @receivedAt, @seenAt, @lookUpKind, @lookUpId, 0,
         0 /* RepairState.Open */);

    IF @lookUpId IS NULL
        EXEC [$schema$].AskEarlySync N'Rejected', @receivedAt, @seenAt, @notBefore;
    ELSE
        EXEC [$schema$].AskLookUp @lookUpKind, @lookUpId, 7 /* LookUpReason.Rejected */, @receivedAt, @seenAt, @receivedAt, 1,
            @windowNanoseconds, @maxLookUps, @patienceNanoseconds;
END;

SELECT @isNew AS IsNew;

SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE @isNew = 1 AND Kind = @lookUpKind AND Id = @lookUpId;
COMMIT TRANSACTION;
