-- @deliveries nvarchar(max), @keepFromHour bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:measures', N'Exclusive';

UPDATE d
SET Deliveries = d.Deliveries + j.Deliveries
FROM [$schema$].DeliveryCount AS d
JOIN OPENJSON(@deliveries) WITH (Hour bigint '$.hour', Topic nvarchar(50) '$.topic', Outcome nvarchar(20) '$.outcome', Deliveries bigint '$.deliveries') AS j
    ON j.Hour = d.Hour AND j.Topic = d.Topic AND j.Outcome = d.Outcome;

INSERT INTO [$schema$].DeliveryCount (Hour, Topic, Outcome, Deliveries)
SELECT j.Hour, j.Topic, j.Outcome, j.Deliveries
FROM OPENJSON(@deliveries) WITH (Hour bigint '$.hour', Topic nvarchar(50) '$.topic', Outcome nvarchar(20) '$.outcome', Deliveries bigint '$.deliveries') AS j
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].DeliveryCount AS d WHERE d.Hour = j.Hour AND d.Topic = j.Topic AND d.Outcome = j.Outcome);

DELETE FROM [$schema$].DeliveryCount WHERE Hour < @keepFromHour;
COMMIT TRANSACTION;
