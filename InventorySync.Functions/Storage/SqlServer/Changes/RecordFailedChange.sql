-- name: WriteFailedChange
-- Recorded once. Under InventorySync:needs.
-- @id nvarchar(200), @kind nvarchar(50), @topic nvarchar(200), @reason nvarchar(max), @headersJson nvarchar(max), @bodyLength bigint,
-- @bodySha256 nvarchar(64), @bodyHead varbinary(max), @receivedAt bigint, @seenAt bigint, @lookUpKind tinyint, @lookUpId bigint
SET NOCOUNT, XACT_ABORT ON;
DECLARE @isNew bit = CASE WHEN EXISTS (SELECT 1 FROM [$schema$].FailedChange WHERE Id = @id) THEN 0 ELSE 1 END;
IF @isNew = 1
    INSERT INTO [$schema$].FailedChange
        (Id, Kind, Topic, Reason, HeadersJson, BodyLength, BodySha256, BodyHead, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries,
         RepairState)
    VALUES
        (@id, @kind, @topic, @reason, @headersJson, @bodyLength, @bodySha256, @bodyHead, @receivedAt, @seenAt, @lookUpKind, @lookUpId, 0,
         0 /* RepairState.Open */);
SELECT @isNew AS IsNew;
