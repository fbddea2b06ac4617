-- name: WriteFailedChange
INSERT INTO FailedChange (Id, Kind, Topic, Reason, HeadersJson, BodyLength, BodySha256, BodyHead, ReceivedAt, SeenAt, LookUpKind, LookUpId,
    Tries, RepairState)
VALUES (@id, @kind, @topic, @reason, @headersJson, @bodyLength, @bodySha256, @bodyHead, @receivedAt, @seenAt, @lookUpKind, @lookUpId, 0,
    0 /* RepairState.Open */)
ON CONFLICT (Id) DO NOTHING
RETURNING 1 AS IsNew;
