-- name: RecordObservations
-- One statement, and no lock of ours: rows are added, and nothing is decided by them.
-- @observations nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].ObservationLog
    (RecordedAt, Source, Kind, Outcome, SeenAt, UpdatedAt, Value, Reason, ProductId, VariantId, InventoryItemId, LocationId, Topic,
     WebhookId, TriggeredAt, ReceivedAt, SyncRunId)
SELECT j.RecordedAt, j.Source, j.Kind, j.Outcome, j.SeenAt, j.UpdatedAt, j.Value, j.Reason, j.ProductId, j.VariantId, j.InventoryItemId,
    j.LocationId, j.Topic, j.WebhookId,
       j.TriggeredAt, j.ReceivedAt, j.SyncRunId
FROM OPENJSON(@observations) WITH
(
    RecordedAt bigint '$.recordedAt', Source nvarchar(20) '$.source', Kind nvarchar(20) '$.kind', Outcome nvarchar(20) '$.outcome',
    SeenAt bigint '$.seenAt',
    UpdatedAt bigint '$.updatedAt', Value nvarchar(200) '$.value', Reason nvarchar(400) '$.reason', ProductId bigint '$.productId',
    VariantId bigint '$.variantId',
    InventoryItemId bigint '$.inventoryItemId', LocationId bigint '$.locationId', Topic nvarchar(100) '$.topic',
    WebhookId nvarchar(200) '$.webhookId',
    TriggeredAt bigint '$.triggeredAt', ReceivedAt bigint '$.receivedAt', SyncRunId bigint '$.syncRunId'
) AS j;

-- name: RecordDeliveries
-- @deliveries nvarchar(max), @keepFromHour bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:measures', N'Exclusive';

UPDATE d
SET Deliveries = d.Deliveries + j.Deliveries
FROM [$schema$].DeliveryCount AS d
JOIN OPENJSON(@deliveries) WITH (Hour bigint '$.hour', Topic nvarchar(50) '$.topic', Outcome nvarchar(20) '$.outcome',
    Deliveries bigint '$.deliveries') AS j
    ON j.Hour = d.Hour AND j.Topic = d.Topic AND j.Outcome = d.Outcome;

INSERT INTO [$schema$].DeliveryCount (Hour, Topic, Outcome, Deliveries)
SELECT j.Hour, j.Topic, j.Outcome, j.Deliveries
FROM OPENJSON(@deliveries) WITH (Hour bigint '$.hour', Topic nvarchar(50) '$.topic', Outcome nvarchar(20) '$.outcome',
    Deliveries bigint '$.deliveries') AS j
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].DeliveryCount AS d WHERE d.Hour = j.Hour AND d.Topic = j.Topic AND d.Outcome = j.Outcome);

DELETE FROM [$schema$].DeliveryCount WHERE Hour < @keepFromHour;
COMMIT TRANSACTION;

-- name: RecordMeasures
-- @lags nvarchar(max), @seen nvarchar(max), @keepFromMinute bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:measures', N'Exclusive';

UPDATE l
SET Messages = l.Messages + j.Messages
FROM [$schema$].ChangeLag AS l
JOIN OPENJSON(@lags) WITH (Minute bigint '$.minute', Stage tinyint '$.stage', Bucket tinyint '$.bucket', Messages bigint '$.messages') AS j
    ON j.Minute = l.Minute AND j.Stage = l.Stage AND j.Bucket = l.Bucket;

INSERT INTO [$schema$].ChangeLag (Minute, Stage, Bucket, Messages)
SELECT j.Minute, j.Stage, j.Bucket, j.Messages
FROM OPENJSON(@lags) WITH (Minute bigint '$.minute', Stage tinyint '$.stage', Bucket tinyint '$.bucket', Messages bigint '$.messages') AS j
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].ChangeLag AS l WHERE l.Minute = j.Minute AND l.Stage = j.Stage AND l.Bucket = j.Bucket);

DELETE FROM [$schema$].ChangeLag WHERE Minute < @keepFromMinute;

UPDATE s
SET At = CASE WHEN j.At > s.At THEN j.At ELSE s.At END
FROM [$schema$].LastSeen AS s
JOIN OPENJSON(@seen) WITH (Name nvarchar(50) '$.name', At bigint '$.at') AS j ON j.Name = s.Name;

INSERT INTO [$schema$].LastSeen (Name, At)
SELECT j.Name, j.At
FROM OPENJSON(@seen) WITH (Name nvarchar(50) '$.name', At bigint '$.at') AS j
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].LastSeen AS s WHERE s.Name = j.Name);
COMMIT TRANSACTION;
