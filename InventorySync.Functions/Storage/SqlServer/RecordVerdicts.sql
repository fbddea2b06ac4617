-- @verdicts nvarchar(max)
SET NOCOUNT ON;
UPDATE d
SET Direction = j.Direction, Topic = j.Topic, Cause = j.Cause, LookAgainAt = j.LookAgainAt
FROM [$schema$].SyncDrift AS d
JOIN OPENJSON(@verdicts) WITH
    (Id bigint '$.id', Direction nvarchar(10) '$.direction', Topic nvarchar(50) '$.topic', Cause nvarchar(20) '$.cause', LookAgainAt bigint '$.lookAgainAt') AS j
    ON j.Id = d.Id;
