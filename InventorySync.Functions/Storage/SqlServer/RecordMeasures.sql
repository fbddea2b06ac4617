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
